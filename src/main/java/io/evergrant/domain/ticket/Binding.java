package io.evergrant.domain.ticket;

/** What has to come along with a ticket: whoever copies the ticket alone holds nothing. */
public sealed interface Binding {
  /**
   * A proof by the key of this thumbprint with each call (RFC 9449 section 7).
   *
   * @param thumbprint SHA-256 of the public key as RFC 7638 has it, base64url
   */
  record DpopKey(String thumbprint) implements Binding {
    private static final int LENGTH = 43;

    public DpopKey {
      if (!isThumbprint(thumbprint)) {
        throw new IllegalArgumentException("no SHA-256 thumbprint");
      }
    }

    public static boolean isThumbprint(String text) {
      return text.length() == LENGTH && text.matches("[A-Za-z0-9_-]+");
    }
  }

  /** The browser itself: an HttpOnly cookie that no script reads and no other site sends along. */
  record Cookie() implements Binding {}
}
