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
    return new Letter(
        mail.id().toString(),
        to,
        subject,
        plain(why, address, until, ends),
        html(subject, why, address, until, ends),
        mail.organisation());
  }

  private static String kind(AskStep step, boolean isNew) {
    return switch (step) {
      case ASKED -> isNew ? "first" : "again";
      case MONTH, WEEK, DAY -> "ends";
      case LOST -> "lost";
    };
  }

  private static String plain(String why, OneTimeSecret address, String until, List<String> ends) {
    var out = new StringBuilder(MailText.oneLine(why)).append("\n\n");
    out.append(address.reveal()).append('\n').append(MailText.oneLine(until)).append("\n\n-- \n");
    ends.forEach(line -> out.append(MailText.oneLine(line)).append('\n'));
    return out.toString();
  }

  private String html(
      String subject, String why, OneTimeSecret address, String until, List<String> ends) {
    var out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").append(text.language());
    out.append("\"><head><meta charset=\"utf-8\"><title>").append(MailText.escaped(subject));
    out.append("</title></head><body>\n<p>")
        .append(MailText.escaped(why))
        .append("</p>\n<p><a href=\"");
    out.append(MailText.escaped(address.reveal())).append("\">");
    out.append(MailText.escaped(text.of("owner.mail.link"))).append("</a><br>\n");
    out.append(MailText.escaped(until)).append("</p>\n<hr>\n<p>");
    ends.forEach(line -> out.append(MailText.escaped(line)).append("<br>\n"));
    return out.append("</p>\n</body></html>\n").toString();
  }
}
