package io.evergrant.domain.provider;

/** How a new token set is proved after it was stored. */
public enum ProofKind {
  NONE,
  /** RFC 7662, of the access token. */
  INTROSPECTION,
  /** OpenID Connect userinfo with the new access token. */
  USERINFO,
  /** A request of the tenant's own choice with the new access token. */
  PROBE
}
