package io.evergrant.domain.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A policy that is careful where a test says nothing else. */
public final class SomePolicy {
  private final RefreshMode mode = RefreshPolicy.CAREFUL.mode();
  private final Duration margin = RefreshPolicy.CAREFUL.margin();
  private final Duration assumedLife = RefreshPolicy.CAREFUL.assumedLife();
  private @Nullable Duration idleLimit = RefreshPolicy.CAREFUL.idleLimit();
  private Duration reuseGrace = RefreshPolicy.CAREFUL.reuseGrace();
  private ReuseConsequence reuse = RefreshPolicy.CAREFUL.reuse();
  private ProofKind proof = RefreshPolicy.CAREFUL.proof();
  private Duration deadline = RefreshPolicy.CAREFUL.deadline();
  private @Nullable Duration absoluteLimit = RefreshPolicy.CAREFUL.absoluteLimit();
  private boolean introspectsRefreshTokens = RefreshPolicy.CAREFUL.introspectsRefreshTokens();
  private @Nullable Probe probe = RefreshPolicy.CAREFUL.probe();
  private TokenGuard guard = RefreshPolicy.CAREFUL.guard();

  public SomePolicy idleLimit(@Nullable Duration idleLimit) {
    this.idleLimit = idleLimit;
    return this;
  }

  public SomePolicy reuseGrace(Duration reuseGrace) {
    this.reuseGrace = reuseGrace;
    return this;
  }

  public SomePolicy reuse(ReuseConsequence reuse) {
    this.reuse = reuse;
    return this;
  }

  public SomePolicy proof(ProofKind proof) {
    this.proof = proof;
    return this;
  }

  public SomePolicy deadline(Duration deadline) {
    this.deadline = deadline;
    return this;
  }

  public SomePolicy absoluteLimit(@Nullable Duration absoluteLimit) {
    this.absoluteLimit = absoluteLimit;
    return this;
  }

  public SomePolicy introspectsRefreshTokens(boolean introspectsRefreshTokens) {
    this.introspectsRefreshTokens = introspectsRefreshTokens;
    return this;
  }

  public SomePolicy probe(@Nullable Probe probe) {
    this.probe = probe;
    return this;
  }

  public SomePolicy guard(TokenGuard guard) {
    this.guard = guard;
    return this;
  }

  public RefreshPolicy policy() {
    return new RefreshPolicy(
        mode,
        margin,
        assumedLife,
        idleLimit,
        reuseGrace,
        reuse,
        proof,
        deadline,
        absoluteLimit,
        introspectsRefreshTokens,
        probe,
        guard);
  }
}
