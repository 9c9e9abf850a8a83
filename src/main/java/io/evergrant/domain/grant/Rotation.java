package io.evergrant.domain.grant;

/** Whether a grant's refresh token changes when it is used: observed, never assumed. */
public enum Rotation {
  NOT_SEEN,
  /** The token never changed: a long-lived token. */
  NEVER,
  SOMETIMES,
  ALWAYS
}
