package io.evergrant.testkit.demo;

/** What presenting a spent refresh token does, besides being refused (RFC 9700, section 4.14.2). */
public enum Reuse {
  /** Only this request is refused; the newest token stays good. */
  NOTHING,
  /** Every token of this grant dies, the newest too. */
  REVOKES_GRANT,
  /** Every grant that the account gave to this client dies. */
  REVOKES_MORE
}
