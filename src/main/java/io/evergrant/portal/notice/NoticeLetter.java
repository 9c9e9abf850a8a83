package io.evergrant.portal.notice;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.News;
import io.evergrant.domain.notice.Trouble;
import io.evergrant.portal.notice.NoticeWords.Line;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Times;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.port.NoticeMails.Ready;
import java.util.List;

/**
 * A mail in one language, with times in one zone. Names in it were chosen by somebody: none breaks
 * a line, or means anything in HTML. Links lead to pages that ask who is there; none carries a
 * token.
 */
final class NoticeLetter {
  /** The others are a click away. */
  private static final int IN_FULL = 25;

  private final Sentences text;
  private final Times times;
  private final NoticeWords words;
  private final String base;

  NoticeLetter(Sentences text, Times times, String base) {
    this.text = text;
    this.times = times;
    this.words = new NoticeWords(text, new Words(text), times);
    this.base = base;
  }

  Letter write(Ready mail, MailAddress to) {
    var lines = mail.items().stream().map(words::of).toList();
    return new Letter(
        mail.id().toString(), to, subject(mail, lines), plain(mail, lines), html(mail, lines));
  }

  private String subject(Ready mail, List<Line> lines) {
    var what =
        lines.size() == 1
            ? lines.getFirst().title()
            : text.of("notice.mail.many", lines.size(), lines.getFirst().title());
    return text.of("notice.mail.subject", mail.organisation(), what);
  }

  private String plain(Ready mail, List<Line> lines) {
    var out = new StringBuilder();
    for (var line : lines.subList(0, Math.min(IN_FULL, lines.size()))) {
      out.append(MailText.oneLine(line.title())).append('\n');
      out.append(MailText.oneLine(said(line))).append('\n');
      out.append(text.of("notice.mail.link", line.act(), base + line.address())).append("\n\n");
    }
    if (lines.size() > IN_FULL) {
      out.append(text.of("notice.mail.more", lines.size() - IN_FULL)).append('\n');
      out.append(base).append("/notices\n\n");
    }
    return out.append("-- \n")
        .append(MailText.oneLine(why(mail)))
        .append('\n')
        .append(choice(mail))
        .append('\n')
        .toString();
  }

  private String html(Ready mail, List<Line> lines) {
    var out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").append(text.language());
    out.append("\"><head><meta charset=\"utf-8\"><title>")
        .append(MailText.escaped(subject(mail, lines)));
    out.append("</title></head><body>\n");
    for (var line : lines.subList(0, Math.min(IN_FULL, lines.size()))) {
      out.append("<p><b>").append(MailText.escaped(line.title())).append("</b><br>\n");
      out.append(MailText.escaped(said(line))).append("<br>\n");
      link(out, base + line.address(), line.act()).append("</p>\n");
    }
    if (lines.size() > IN_FULL) {
      out.append("<p>");
      link(out, base + "/notices", text.of("notice.mail.more", lines.size() - IN_FULL));
      out.append("</p>\n");
    }
    out.append("<hr>\n<p>").append(MailText.escaped(why(mail))).append("<br>\n");
    return link(out, choice(mail), text.of("notice.mail.choose"))
        .append("</p>\n</body></html>\n")
        .toString();
  }

  private String said(Line line) {
    var since = line.since();
    var what =
        concerns(line) ? text.of("notice.mail.concerns", line.what(), line.count()) : line.what();
    return since == null ? what : text.of("notice.mail.since", what, times.told(since)).strip();
  }

  /** Where the title does not count them. */
  private static boolean concerns(Line line) {
    return switch (line.item().kind()) {
      case FAILURE, PROVIDER_PAUSED ->
          line.item().news() == News.OPENED
              && line.count() > 0
              && !Trouble.GRANTS_FAIL.equals(line.item().cause());
      case NEEDS_CONSENT, NEEDS_REVIEW, ENDS_SOON, KEY_CHANGED, MEMBER_CHANGED -> false;
    };
  }

  private String why(Ready mail) {
    return mail.isMembers()
        ? text.of("notice.mail.why.member", mail.organisation())
        : text.of("notice.mail.why.added", mail.organisation());
  }

  private String choice(Ready mail) {
    return base + (mail.isMembers() ? "/notices/mine" : "/settings");
  }

  private static StringBuilder link(StringBuilder out, String address, String word) {
    return out.append("<a href=\"")
        .append(MailText.escaped(address))
        .append("\">")
        .append(MailText.escaped(word))
        .append("</a>");
  }
}
