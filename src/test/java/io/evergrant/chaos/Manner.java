package io.evergrant.chaos;

import io.evergrant.domain.provider.ProofKind;
import java.time.Duration;
import java.util.Map;

/**
 * How a provider treats refresh tokens, and what we are told of it.
 *
 * @param name becomes part of the issuer's name
 * @param settings of the demo provider's issuer
 * @param grace as the registration says it
 * @param reuse as the registration says it
 * @param deadline for one request
 * @param proof how a new token is proved, as the registration says it
 */
record Manner(
    String name,
    Map<String, ?> settings,
    Duration grace,
    String reuse,
    Duration deadline,
    ProofKind proof) {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  /** Longer than any test shifts the clock. */
  private static final Duration LONG_GRACE = Duration.ofHours(2);

  /** Rotates; a spent token kills its grant. */
  static final Manner STRICT = new Manner("strict", Map.of(), Duration.ZERO, "REVOKES_GRANT");

  /** Rotates; a spent token is answered once more. */
  static final Manner GRACE =
      new Manner(
          "grace", Map.of("grace_s", (int) LONG_GRACE.toSeconds()), LONG_GRACE, "REVOKES_GRANT");

  /** Never rotates. */
  static final Manner NEVER =
      new Manner("never", Map.of("rotates", false, "reuse", "NOTHING"), Duration.ZERO, "NOTHING");

  /** Rotates; a spent token is refused and nothing else happens. */
  static final Manner FORGIVING =
      new Manner("forgiving", Map.of("reuse", "NOTHING"), Duration.ZERO, "NOTHING");

  /** Rotates; a spent token kills all grants of the account. */
  static final Manner HARSH =
      new Manner("harsh", Map.of("reuse", "REVOKES_MORE"), Duration.ZERO, "REVOKES_MORE");

  private Manner(String name, Map<String, ?> settings, Duration grace, String reuse) {
    this(name, settings, grace, reuse, TEN_SECONDS, ProofKind.NONE);
  }

  Manner within(Duration other) {
    return new Manner(name, settings, grace, reuse, other, proof);
  }

  Manner provedBy(ProofKind other) {
    return new Manner(name, settings, grace, reuse, deadline, other);
  }

  /** The provider is asked about each new token, so that a refresh takes that step too. */
  Manner proved() {
    return provedBy(ProofKind.INTROSPECTION);
  }

  /** Whether a token whose answer was lost may be presented again and is answered. */
  boolean allowsReplay() {
    return !grace.isZero() || Boolean.FALSE.equals(settings.get("rotates"));
  }
}
