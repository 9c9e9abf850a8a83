package io.evergrant.portal.notice;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.portal.text.Language;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Times;
import io.evergrant.usecase.port.PasswordWriter;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Mails with a link for a password. Each goes out once, so its id is made here. */
@Singleton
public class PasswordLetters implements PasswordWriter {
  @Override
  public Letter write(Ready mail, MailAddress to) {
    var language = Language.of(mail.language().value()).orElse(Language.ENGLISH);
    var text = new Sentences(language.locale());
    var kind = mail.first() ? "first" : "again";
    var subject = text.of("password.mail.subject." + kind, mail.organisation());
    var body =
        new OneLink(
            subject,
            text.of("password.mail.why." + kind, mail.organisation(), mail.by()),
            mail.address().toString(),
            text.of("password.mail.link"),
            text.of("password.mail.until", new Times(text, ZoneOffset.UTC).told(mail.endsAt())),
            List.of(
                text.of("password.mail.nobody_else"),
                text.of("password.mail.unknown", mail.organisation())));
    return new Letter(
        UUID.randomUUID().toString(), to, subject, body.plain(), body.html(text.language()));
  }
}
