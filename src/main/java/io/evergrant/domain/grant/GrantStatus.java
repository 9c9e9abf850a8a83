package io.evergrant.domain.grant;

/** Where a grant stands. */
public enum GrantStatus {
  /** A link was sent and nobody has authorised yet. */
  PENDING,
  ACTIVE,
  /** Only the account's owner can help, by authorising again. */
  NEEDS_CONSENT,
  /** The outcome is unknown and the provider punishes a replay: a person decides. */
  NEEDS_REVIEW,
  /** By a person, or with its provider. */
  PAUSED,
  REVOKED
}
