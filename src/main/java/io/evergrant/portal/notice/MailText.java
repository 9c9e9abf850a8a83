package io.evergrant.portal.notice;

/** What a mail says as plain text and as HTML: no name in it breaks a line, or means anything. */
final class MailText {
  private MailText() {}

  static String oneLine(String said) {
    return said.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  static String escaped(String said) {
    return oneLine(said)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
