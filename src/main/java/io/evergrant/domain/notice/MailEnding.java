package io.evergrant.domain.notice;

import java.time.Duration;
import java.util.Locale;

/** How one try to hand a mail to the server ended. */
public enum MailEnding {
  /** From here on it is the server's. */
  ACCEPTED,
  /** The server knows of no such address, and will not tomorrow. */
  NO_SUCH_ADDRESS,
  /** Not now, as it says. */
  LATER,
  /** It takes no such mail, or none of this sender. */
  REFUSED,
  LOGIN_REFUSED,
  /** No encrypted connection could be agreed on. */
  NOT_ENCRYPTED,
  UNREACHABLE;

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int DOUBLINGS = 6;

  /** So long a mail is tried. */
  public static final Duration LIFE = Duration.ofDays(3);

  /** Whether no other mail would fare better at this server now. */
  public boolean isOfTheServer() {
    return switch (this) {
      case LOGIN_REFUSED, NOT_ENCRYPTED, UNREACHABLE -> true;
      case ACCEPTED, NO_SUCH_ADDRESS, LATER, REFUSED -> false;
    };
  }

  /**
   * How long until the next try.
   *
   * @param tries how many there have been, this one included
   */
  public static Duration rest(int tries) {
    var rest = FIRST.multipliedBy(1L << Math.clamp(tries - 1L, 0, DOUBLINGS));
    return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
  }

  /** Whether a mail of that age is given up after such an ending. */
  public static boolean isLast(MailEnding ending, Duration age) {
    return ending == NO_SUCH_ADDRESS || age.compareTo(LIFE) > 0;
  }

  /** The name in tables and the log. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
