package io.evergrant.portal.notice;

import java.util.List;

/**
 * The body of a mail that is there for one link.
 *
 * @param why what is said before it
 * @param link what the link is called where there is HTML
 * @param until what is said below it
 * @param ends what stands at the foot
 */
record OneLink(
    String subject, String why, String address, String link, String until, List<String> ends) {
  OneLink {
    ends = List.copyOf(ends);
  }

  String plain() {
    var out = new StringBuilder(MailText.oneLine(why)).append("\n\n");
    out.append(address).append('\n').append(MailText.oneLine(until)).append("\n\n-- \n");
    ends.forEach(line -> out.append(MailText.oneLine(line)).append('\n'));
    return out.toString();
  }

  String html(String language) {
    var out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").append(language);
    out.append("\"><head><meta charset=\"utf-8\"><title>").append(MailText.escaped(subject));
    out.append("</title></head><body>\n<p>")
        .append(MailText.escaped(why))
        .append("</p>\n<p><a href=\"");
    out.append(MailText.escaped(address)).append("\">");
    out.append(MailText.escaped(link)).append("</a><br>\n");
    out.append(MailText.escaped(until)).append("</p>\n<hr>\n<p>");
    ends.forEach(line -> out.append(MailText.escaped(line)).append("<br>\n"));
    return out.append("</p>\n</body></html>\n").toString();
  }

  @Override
  public String toString() {
    return "OneLink[hidden]";
  }
}
