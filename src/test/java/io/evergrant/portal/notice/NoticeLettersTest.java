package io.evergrant.portal.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.notice.News;
import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.notice.NoticeKind;
import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.notice.Trouble;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.port.NoticeMails.Ready;
import io.evergrant.usecase.port.PortalSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a mail says. */
class NoticeLettersTest {
  private static final Instant BEGAN = Instant.parse("2026-11-26T10:00:00Z");
  private static final MailAddress ADA = new MailAddress("ada@acme.example");
  private static final ProviderId XERO = new ProviderId(new UUID(0, 7));
  private static final Sentences TEXT = new Sentences(Locale.ENGLISH);

  private final NoticeLetters letters =
      new NoticeLetters(new PortalSettings("n1", URI.create("https://grants.example.com")));

  @Test
  void an_outage_is_named_with_its_begin_and_the_way_to_look() {
    var letter = write(item(News.OPENED, NoticeKind.FAILURE, "Xero", 5_000, null));
    assertThat(letter.subject()).isEqualTo("[Evergrant] Acme Ltd: Xero does not answer");
    assertThat(letter.text())
        .startsWith("Xero does not answer\n")
        .contains("5,000 grants wait. Since 26 Nov 2026, 10:00:00 UTC.")
        .contains("See the log: https://grants.example.com/audit?provider=" + XERO)
        .contains("-- \nYou are told this as a member of Acme Ltd.")
        .endsWith("https://grants.example.com/notices/mine\n");
    assertThat(letter.html())
        .contains("<a href=\"https://grants.example.com/audit?provider=" + XERO + "\">See the log");
    assertThat(letter.id()).isEqualTo(new UUID(1, 1).toString());
  }

  @Test
  void grants_that_fail_while_their_provider_answers_are_not_called_an_outage() {
    var one = write(item(News.OPENED, NoticeKind.FAILURE, "Xero", 1, Trouble.GRANTS_FAIL));
    assertThat(one.subject())
        .isEqualTo("[Evergrant] Acme Ltd: Xero: one grant fails again and again");
    assertThat(one.text())
        .contains("The provider answers others.")
        .doesNotContain("waits")
        .contains("See the log: https://grants.example.com/audit?provider=" + XERO);
    assertThat(write(item(News.OPENED, NoticeKind.FAILURE, "Xero", 12, Trouble.GRANTS_FAIL)).text())
        .startsWith("Xero: 12 grants fail again and again\n");
    assertThat(write(item(News.OVER, NoticeKind.FAILURE, "Xero", 1, Trouble.GRANTS_FAIL)).text())
        .startsWith("Xero: no grant fails again and again any more\n");
  }

  @Test
  void that_it_is_over_is_said_with_how_long_it_was() {
    var letter = write(item(News.OVER, NoticeKind.FAILURE, "Xero", 5_000, null));
    assertThat(letter.subject()).isEqualTo("[Evergrant] Acme Ltd: Xero answers again");
    assertThat(letter.text())
        .contains("From 26 Nov 2026, 10:00:00 UTC to 26 Nov 2026, 11:30:00 UTC.")
        .doesNotContain("Since");
  }

  @Test
  void five_thousand_lost_consents_are_one_line_with_one_act() {
    var letter = write(item(News.OPENED, NoticeKind.NEEDS_CONSENT, "Xero", 5_000, "revoked"));
    assertThat(letter.subject()).isEqualTo("[Evergrant] Acme Ltd: Xero: 5,000 grants need consent");
    assertThat(letter.text())
        .contains("withdrew the consent")
        .contains(
            "Reconnect 5,000: https://grants.example.com/grants?provider="
                + XERO
                + "&status=needs_consent");
  }

  @Test
  void a_client_that_is_refused_leads_to_its_secret() {
    var letter =
        write(
            item(
                News.OPENED,
                NoticeKind.PROVIDER_PAUSED,
                "Xero",
                9,
                "client_refused:invalid_client"));
    assertThat(letter.text())
        .contains("Xero: client refused")
        .contains("invalid_client")
        .contains("https://grants.example.com/providers/" + XERO + "#clientSecret");
  }

  @Test
  void many_are_counted_in_the_subject_and_not_all_written_out() {
    var many =
        IntStream.range(0, 40)
            .mapToObj(n -> item(News.OPENED, NoticeKind.FAILURE, "P" + n, 1, null))
            .toArray(NoticeItem[]::new);
    var letter = write(many);
    assertThat(letter.subject()).contains("40 notices, first: P0 does not answer");
    assertThat(letter.text()).contains("P24 does not").doesNotContain("P25 does not");
    assertThat(letter.text()).contains("And 15 more\nhttps://grants.example.com/notices\n");
  }

  @Test
  void a_name_means_nothing_in_html_and_begins_no_line() {
    var name = "<img src=x onerror=alert(1)>\"'&\r\n-- \r\nhttps://evil.example";
    var letter = write(item(News.OPENED, NoticeKind.FAILURE, name, 1, null));
    assertThat(letter.html()).doesNotContain("<img").contains("&lt;img src=x onerror=alert(1)&gt;");
    assertThat(letter.text().lines()).noneMatch(line -> line.startsWith("https://evil"));
    assertThat(letter.subject()).doesNotContain("\n").doesNotContain("\r");
  }

  @Test
  void a_change_names_what_was_changed_and_by_whom() {
    var letter =
        write(
            new NoticeItem(
                News.CHANGED,
                NoticeKind.KEY_CHANGED,
                null,
                null,
                BEGAN,
                BEGAN,
                0,
                "api_key_revoked",
                "billing",
                "ada@acme.example",
                null));
    assertThat(letter.subject()).isEqualTo("[Evergrant] Acme Ltd: API key revoked: billing");
    assertThat(letter.text()).contains("By ada@acme.example.").contains("/keys");
  }

  @ParameterizedTest
  @CsvSource({
    "provider_secret_replaced, Client secret replaced, /providers",
    "client_key_made, Signing key made, /providers",
    "webhook_disabled, Webhook disabled, /webhooks"
  })
  void a_secret_a_clients_key_and_a_webhook_lead_to_where_they_are(
      String type, String words, String page) {
    var letter =
        write(
            new NoticeItem(
                News.CHANGED,
                NoticeKind.KEY_CHANGED,
                null,
                null,
                BEGAN,
                BEGAN,
                0,
                type,
                "Xero",
                "ada@acme.example",
                null));
    assertThat(letter.subject()).isEqualTo("[Evergrant] Acme Ltd: " + words + ": Xero");
    assertThat(letter.text().lines()).anyMatch(line -> line.endsWith(page));
  }

  @Test
  void an_address_that_was_added_is_told_who_did_it() {
    var one = item(News.OPENED, NoticeKind.FAILURE, "Xero", 1, null);
    var letter = letters.write(ready(false, List.of(one)), new MailAddress("ops@acme.example"));
    assertThat(letter.text())
        .contains("An admin of Acme Ltd had this address told.")
        .endsWith("https://grants.example.com/settings\n");
  }

  @Test
  void a_member_is_told_in_the_language_that_was_chosen() {
    var one = List.of(item(News.OPENED, NoticeKind.FAILURE, "Xero", 5_000, null));
    var letter = letters.write(ready(true, new LanguageTag("zh-Hans"), null, one), ADA);
    assertThat(letter.subject()).isEqualTo("[Evergrant] Acme Ltd：Xero 没有响应");
    assertThat(letter.text()).contains("5,000 个授权").contains("2026年11月26日 10:00:00 UTC");
    assertThat(letter.html()).contains("<html lang=\"zh-Hans\">");
  }

  @Test
  void a_member_reads_times_in_the_zone_that_was_chosen_with_their_offset() {
    var over = List.of(item(News.OVER, NoticeKind.FAILURE, "Xero", 5_000, null));
    assertThat(letters.write(ready(true, null, ZoneId.of("Asia/Kathmandu"), over), ADA).text())
        .contains("From 26 Nov 2026, 15:45:00 UTC+05:45 to 26 Nov 2026, 17:15:00 UTC+05:45.");
    var open = List.of(item(News.OPENED, NoticeKind.FAILURE, "Xero", 5_000, null));
    var chinese = new LanguageTag("zh-Hans");
    assertThat(letters.write(ready(true, chinese, ZoneId.of("America/St_Johns"), open), ADA).text())
        .contains("2026年11月26日 06:30:00 UTC-03:30");
  }

  @Test
  void one_that_is_not_spoken_here_any_more_is_english() {
    var one = List.of(item(News.OPENED, NoticeKind.FAILURE, "Xero", 5_000, null));
    assertThat(letters.write(ready(true, new LanguageTag("eo"), null, one), ADA).subject())
        .isEqualTo("[Evergrant] Acme Ltd: Xero does not answer");
  }

  @ParameterizedTest
  @EnumSource(NoticeKind.class)
  void every_kind_has_words_whether_open_or_over(NoticeKind kind) {
    for (var news : News.values()) {
      for (var cause : new @Nullable String[] {null, "no_such_cause", "client_refused:x"}) {
        var letter = write(item(news, kind, "Xero", 2, cause));
        assertThat(letter.subject()).doesNotContain("{").doesNotContain("null");
        assertThat(letter.text()).doesNotContain("{").doesNotContain("null");
      }
    }
  }

  @Test
  void every_topic_and_every_trouble_of_mail_has_words() {
    for (var topic : Topic.values()) {
      assertThat(TEXT.has("topic." + topic.code())).as(topic.code()).isTrue();
      assertThat(TEXT.of("topic.what." + topic.code())).endsWith(".");
    }
    for (var ending : MailEnding.values()) {
      if (ending != MailEnding.ACCEPTED) {
        assertThat(TEXT.of("mail.failing." + ending.code())).endsWith(".");
      }
    }
  }

  private Letter write(NoticeItem... items) {
    return letters.write(ready(true, List.of(items)), ADA);
  }

  private static Ready ready(boolean isMembers, List<NoticeItem> items) {
    return ready(isMembers, null, null, items);
  }

  private static Ready ready(
      boolean isMembers,
      @Nullable LanguageTag language,
      @Nullable ZoneId zone,
      List<NoticeItem> items) {
    return new Ready(
        new UUID(1, 1),
        new DigestId(new UUID(2, 2)),
        "ada@acme.example",
        isMembers,
        language,
        zone,
        "Acme Ltd",
        items,
        1,
        Duration.ZERO);
  }

  private static NoticeItem item(
      News news, NoticeKind kind, String provider, long grants, @Nullable String cause) {
    return new NoticeItem(
        news,
        kind,
        XERO,
        provider,
        BEGAN,
        news == News.OVER ? BEGAN.plus(Duration.ofMinutes(90)) : null,
        grants,
        cause,
        null,
        null,
        kind == NoticeKind.ENDS_SOON ? BEGAN.plus(Duration.ofDays(20)) : null);
  }
}
