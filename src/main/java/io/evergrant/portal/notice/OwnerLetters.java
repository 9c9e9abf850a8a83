package io.evergrant.portal.notice;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.portal.text.Language;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.port.OwnerMails.Ready;
import io.evergrant.usecase.port.OwnerWriter;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Mails to owners, in the language that the organisation chose for them. */
@Singleton
public class OwnerLetters implements OwnerWriter {
  @Override
  public Letter write(Ready mail, MailAddress to, OneTimeSecret address) {
    var language =
        Optional.ofNullable(mail.language())
            .flatMap(tag -> Language.of(tag.value()))
            .orElse(Language.ENGLISH);
    return new OwnerLetter(new Sentences(language.locale())).write(mail, to, address);
  }
}
