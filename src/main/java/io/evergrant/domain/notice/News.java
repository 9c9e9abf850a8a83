package io.evergrant.domain.notice;

/** What of a notice is told. */
public enum News {
  OPENED,
  /** It is open still, and concerns more. */
  MORE,
  OVER,
  CHANGED
}
