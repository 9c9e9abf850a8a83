package io.evergrant.domain.grant;

/** Whether a grant's refresh token changes when it is used: observed, never assumed. */
public enum Rotation {
  NOT_SEEN,
  /** The token never changed: a long-lived token. */
  NEVER,
  SOMETIMES,
  ALWAYS;

  /**
   * Of a grant.
   *
   * @param refreshes that succeeded, {@code rotations} those that changed the token
   */
  public static Rotation of(long refreshes, long rotations) {
    if (refreshes == 0) {
      return NOT_SEEN;
    }
    if (rotations == 0) {
      return NEVER;
    }
    return rotations == refreshes ? ALWAYS : SOMETIMES;
  }
}
