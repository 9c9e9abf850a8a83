package io.evergrant.domain.provider;

/** What the provider does when a refresh token that was already spent is presented again. */
public enum ReuseConsequence {
  NOTHING,
  REVOKES_GRANT,
  REVOKES_MORE
}
