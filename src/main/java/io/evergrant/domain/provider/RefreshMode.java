package io.evergrant.domain.provider;

/** What a refresh is for. */
public enum RefreshMode {
  /** A valid access token at any time. */
  KEEP_WARM,
  /** The refresh token is kept from idling out; access tokens are fetched on demand. */
  KEEP_ALIVE
}
