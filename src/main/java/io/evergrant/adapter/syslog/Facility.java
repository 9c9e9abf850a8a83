package io.evergrant.adapter.syslog;

/** What an operator may call the source of the messages (RFC 5424 section 6.2.1). */
public enum Facility {
  USER(1),
  DAEMON(3),
  AUTH(4),
  AUTHPRIV(10),
  AUDIT(13),
  LOCAL0(16),
  LOCAL1(17),
  LOCAL2(18),
  LOCAL3(19),
  LOCAL4(20),
  LOCAL5(21),
  LOCAL6(22),
  LOCAL7(23);

  private static final int INFORMATIONAL = 6;

  private final int code;

  Facility(int code) {
    this.code = code;
  }

  /** Every message is informational: Evergrant does not judge. */
  int priority() {
    return code * 8 + INFORMATIONAL;
  }
}
