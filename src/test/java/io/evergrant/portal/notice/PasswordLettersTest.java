package io.evergrant.portal.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.usecase.port.PasswordWriter.Ready;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a mail with a link for a password says. */
class PasswordLettersTest {
  private static final String LINK = "https://grants.example.com/activate/abc";

  private final PasswordLetters letters = new PasswordLetters();

  @Test
  void an_invitation_says_who_invites_to_what_and_until_when() {
    var letter = write("Acme Ltd", true, "en");
    assertThat(letter.subject()).isEqualTo("[Evergrant] Acme Ltd: choose your password");
    assertThat(letter.text())
        .startsWith("ada@acme.example invites you to Acme Ltd. Choose your password here:\n\n")
        .contains("\n" + LINK + "\n")
        .contains("until 4 Dec 2026, 10:00:00 UTC.");
    assertThat(letter.html()).contains("<html lang=\"en\">", "<a href=\"" + LINK + "\">");
  }

  @Test
  void another_password_is_told_as_one() {
    var letter = write("Acme Ltd", false, "en");
    assertThat(letter.subject()).isEqualTo("[Evergrant] Acme Ltd: choose another password");
    assertThat(letter.text()).contains("The former one does not count any more.");
  }

  @Test
  void it_is_written_in_the_language_of_whoever_reads_it_else_in_english() {
    var chinese = write("安心公司", true, "zh-Hans");
    assertThat(chinese.subject()).isEqualTo("[Evergrant] 安心公司：请设置密码");
    assertThat(chinese.text()).startsWith("ada@acme.example 邀请您加入 安心公司。请在此设置您的密码：");
    assertThat(chinese.html()).contains("<html lang=\"zh-Hans\">");
    assertThat(write("Acme", true, "xx").subject()).endsWith("choose your password");
  }

  @Test
  void a_name_breaks_no_line_and_means_nothing_in_html() {
    var letter = write("Acme\r\nBcc: eve@example.com\n<b>", true, "en");
    assertThat(letter.subject()).doesNotContain("\n", "\r");
    assertThat(letter.text()).doesNotContain("\nBcc");
    assertThat(letter.html()).doesNotContain("<b>").contains("&lt;b&gt;");
  }

  private Letter write(String organisation, boolean first, String language) {
    var mail =
        new Ready(
            organisation,
            "ada@acme.example",
            first,
            URI.create(LINK),
            Instant.parse("2026-12-04T10:00:00Z"),
            new LanguageTag(language));
    return letters.write(mail, new MailAddress("ben@acme.example"));
  }
}
