package io.evergrant.usecase.tenant;

import java.util.regex.Pattern;

/** What a mail address looks like: whether there is such a mailbox, only a message could tell. */
final class MailAddress {
  /** Lengths as in RFC 5321 section 4.5.3.1. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,191}");

  private MailAddress() {}

  static boolean isOne(String text) {
    return ADDRESS.matcher(text).matches();
  }
}
