package io.evergrant.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.tenant.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who can be written to, what a subject can hold, and how long a mail is tried. */
class LetterTest {
  @Test
  void an_address_is_one_address_and_nothing_else() {
    for (var good :
        List.of("ada@acme.example", "a.b+c@x-y.example.com", "root@localhost", "o'hara@x.ie")) {
      assertThat(new MailAddress(good).value()).isEqualTo(good);
      assertThat(new MailAddress(good)).hasToString(good);
    }
    for (var bad :
        List.of(
            "",
            "ada",
            "@acme.example",
            "ada@",
            "ada@acme.example\r\nBcc: x@evil.example",
            "ada@acme.example\n",
            "ada@acme.example,b@evil.example",
            "Ada <ada@acme.example>",
            "ada @acme.example",
            "\"a b\"@acme.example",
            "ada@acme..example",
            "ada@[127.0.0.1]",
            "a".repeat(65) + "@acme.example",
            "ada@" + "x".repeat(60) + ".example" + ".abcdefgh".repeat(30))) {
      assertThatThrownBy(() -> new MailAddress(bad)).as(bad).hasMessage("no mail address");
    }
  }

  /** RFC 5321, section 4.5.3.1.3: 256 octets with the brackets around it. */
  @Test
  void an_address_is_as_long_as_a_server_takes_it() {
    var domain = "x".repeat(63) + "." + "x".repeat(63) + ".";
    var longest = "a".repeat(64) + "@" + domain + "x".repeat(61);
    assertThat(longest).hasSize(254);
    assertThat(MailAddress.isAddress(longest)).isTrue();
    assertThat(MailAddress.isAddress(longest + "x")).isFalse();
  }

  @Test
  void a_mail_is_tried_for_three_days_unless_nobody_is_there() {
    assertThat(MailEnding.isLast(MailEnding.LATER, MailEnding.LIFE)).isFalse();
    assertThat(MailEnding.isLast(MailEnding.LATER, MailEnding.LIFE.plusMillis(1))).isTrue();
    assertThat(MailEnding.isLast(MailEnding.NO_SUCH_ADDRESS, Duration.ZERO)).isTrue();
  }

  @Test
  void a_subject_is_one_line_of_bearable_length() {
    assertThat(subject("a\r\nb\tc\u0000d\u2028e\u0085f")).isEqualTo("a b c d e f");
    assertThat(subject("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(subject("x".repeat(201))).hasSize(201).endsWith("x…");
  }

  @Test
  void tries_grow_apart_up_to_an_hour() {
    assertThat(MailEnding.rest(1)).isEqualTo(Duration.ofMinutes(1));
    assertThat(MailEnding.rest(2)).isEqualTo(Duration.ofMinutes(2));
    assertThat(MailEnding.rest(6)).isEqualTo(Duration.ofMinutes(32));
    for (var tries : new int[] {7, 8, 70, Integer.MAX_VALUE}) {
      assertThat(MailEnding.rest(tries)).isEqualTo(Duration.ofHours(1));
    }
  }

  @Test
  void an_auditor_is_told_of_keys_and_members_unless_he_chose_otherwise() {
    var auditor = Topic.usual(Role.AUDITOR);
    assertThat(Topic.wanted(auditor, NoticeKind.KEY_CHANGED, News.CHANGED)).isTrue();
    assertThat(Topic.wanted(auditor, NoticeKind.FAILURE, News.OPENED)).isFalse();
    assertThat(Topic.usual(Role.OPERATOR)).isEmpty();
    var admin = Topic.usual(Role.ADMIN);
    for (var kind : NoticeKind.values()) {
      assertThat(Topic.wanted(admin, kind, News.OPENED)).isTrue();
    }
  }

  @Test
  void who_does_not_want_to_know_that_it_is_over_is_told_the_rest() {
    var topics = EnumSet.of(Topic.FAILURE);
    assertThat(Topic.wanted(topics, NoticeKind.FAILURE, News.OPENED)).isTrue();
    assertThat(Topic.wanted(topics, NoticeKind.FAILURE, News.OVER)).isFalse();
    topics.add(Topic.RECOVERY);
    assertThat(Topic.wanted(topics, NoticeKind.FAILURE, News.OVER)).isTrue();
    assertThat(Topic.wanted(topics, NoticeKind.NEEDS_CONSENT, News.OVER)).isFalse();
  }

  private static String subject(String text) {
    return new Letter("1", new MailAddress("a@b.example"), text, "", "").subject();
  }
}
