package io.evergrant.portal.notice;

import io.evergrant.domain.notice.AskStep;
import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Times;
import io.evergrant.usecase.port.OwnerMails.Ready;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * A mail to an account's owner in one language, in the organisation's name. Its link is good for
 * one consent: that is what the mail is for.
 */
final class OwnerLetter {
  private final Sentences text;
  private final Times times;

  OwnerLetter(Sentences text) {
    this.text = text;
    this.times = new Times(text, ZoneOffset.UTC);
  }

  Letter write(Ready mail, MailAddress to, OneTimeSecret address) {
    var kind = kind(mail.step(), mail.account() == null);
    var subject = text.of("owner.mail.subject." + kind, mail.organisation(), mail.provider());
    var account = Objects.requireNonNullElse(mail.account(), "");
    var why = text.of("owner.mail.why." + kind, mail.organisation(), mail.provider(), account);
    var until = text.of("owner.mail.until", times.told(mail.link().endsAt()));
    var ends =
        List.of(
            text.of("owner.mail.nobody_else"),
            text.of("owner.mail.unknown", mail.organisation()),
            text.of("owner.mail.from", mail.organisation()));
    var body = new OneLink(subject, why, address.reveal(), text.of("owner.mail.link"), until, ends);
    return new Letter(
        mail.id().toString(),
        to,
        subject,
        body.plain(),
        body.html(text.language()),
        mail.organisation());
  }

  private static String kind(AskStep step, boolean isNew) {
    return switch (step) {
      case ASKED -> isNew ? "first" : "again";
      case MONTH, WEEK, DAY -> "ends";
      case LOST -> "lost";
    };
  }
}
