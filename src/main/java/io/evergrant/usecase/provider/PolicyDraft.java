package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;

/**
 * When and how to refresh, as it was typed; nothing here was checked.
 *
 * @param probe address; empty where there is none
 * @param probeStatus what a good token is answered with there
 * @param reuseGrace seconds
 * @param idleLimit such as {@code 90d}, {@code 12h} or {@code 30m}; empty where unknown
 * @param absoluteLimit likewise
 * @param consentDays after which a token that never changes needs a new consent; empty for never
 */
public record PolicyDraft(
    RefreshMode mode,
    ProofKind proof,
    String probe,
    String probeStatus,
    boolean introspectsRefreshTokens,
    ReuseConsequence reuse,
    String reuseGrace,
    String idleLimit,
    String absoluteLimit,
    boolean refusesImport,
    boolean refusesHandOver,
    String consentDays) {

  /** Without rules for tokens that never change. */
  public PolicyDraft(
      RefreshMode mode,
      ProofKind proof,
      String probe,
      String probeStatus,
      boolean introspectsRefreshTokens,
      ReuseConsequence reuse,
      String reuseGrace,
      String idleLimit,
      String absoluteLimit) {
    this(
        mode,
        proof,
        probe,
        probeStatus,
        introspectsRefreshTokens,
        reuse,
        reuseGrace,
        idleLimit,
        absoluteLimit,
        false,
        false,
        "");
  }
}
