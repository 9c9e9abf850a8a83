package io.evergrant.domain.notice;

/**
 * An address that mail can be sent to: nothing in it can end a line or begin another address.
 * Addresses beyond ASCII (RFC 6531) are none here.
 */
public record MailAddress(String value) {
  public static final int LONGEST = 254;
  private static final String FORM =
      "[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*";

  public MailAddress {
    if (!isAddress(value)) {
      throw new IllegalArgumentException("no mail address");
    }
  }

  public static boolean isAddress(String text) {
    return text.length() <= LONGEST && text.matches(FORM);
  }

  public String domain() {
    return value.substring(value.indexOf('@') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
