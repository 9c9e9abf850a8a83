package io.evergrant.domain.notice;

/**
 * A mail as it goes out.
 *
 * @param id the same at each try, so that whoever gets it twice can tell
 * @param subject one line, whatever names stand in it
 * @param sender in whose name it comes; empty for nobody but the address
 */
public record Letter(
    String id, MailAddress to, String subject, String text, String html, String sender) {
  private static final int LONGEST_SUBJECT = 200;

  /** What ends a line in a head of RFC 5322 would let a name begin the next one. */
  public Letter {
    subject = oneLine(subject);
    sender = oneLine(sender);
  }

  /** One in nobody's name. */
  public Letter(String id, MailAddress to, String subject, String text, String html) {
    this(id, to, subject, text, html, "");
  }

  private static String oneLine(String text) {
    var line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT) + "…";
  }
}
