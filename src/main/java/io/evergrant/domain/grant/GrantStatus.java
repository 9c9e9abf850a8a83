package io.evergrant.domain.grant;

/** Where a grant stands. */
public enum GrantStatus {
  /** A link was sent and nobody has authorised yet. */
  PENDING,
  /** Imported: it counts as active when the provider has taken its refresh token once. */
  UNPROVED,
  ACTIVE,
  /** Only the account's owner can help, by authorising again. */
  NEEDS_CONSENT,
  /** The outcome is unknown and the provider punishes a replay: a person decides. */
  NEEDS_REVIEW,
  /** By a person, or with its provider. */
  PAUSED,
  REVOKED;

  /** Whether it is refreshed when it is due. */
  public boolean isRefreshed() {
    return this == ACTIVE || this == UNPROVED;
  }
}
