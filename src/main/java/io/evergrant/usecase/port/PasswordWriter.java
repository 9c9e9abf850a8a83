package io.evergrant.usecase.port;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.tenant.LanguageTag;
import java.net.URI;
import java.time.Instant;

/** Puts a link for a password into words. */
@FunctionalInterface
public interface PasswordWriter {
  Letter write(Ready mail, MailAddress to);

  /**
   * What a mail with such a link says.
   *
   * @param by who made the link
   * @param first whether whoever gets it never signed in
   * @param language of the mail, where it is spoken here
   */
  record Ready(
      String organisation,
      String by,
      boolean first,
      URI address,
      Instant endsAt,
      LanguageTag language) {
    @Override
    public String toString() {
      return "Ready[hidden]";
    }
  }
}
