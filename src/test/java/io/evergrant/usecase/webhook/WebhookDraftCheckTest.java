package io.evergrant.usecase.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.usecase.webhook.WebhookProblem.Why;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookDraftCheckTest {
  @Test
  void a_good_one_is_taken_as_it_is_meant() {
    var draft =
        new WebhookDraft(
            "  crm  ", " https://crm.example/hooks?k=1 ", List.of("provider.*", "grant.*"));
    var wanted = new WebhookDraftCheck(draft).check(url -> true).orElseThrow();
    assertThat(wanted.name()).isEqualTo("crm");
    assertThat(wanted.url()).hasToString("https://crm.example/hooks?k=1");
    assertThat(wanted.events().all()).containsExactly("grant.*", "provider.*");
  }

  @ParameterizedTest
  @CsvSource({
    "'',MISSING",
    "crm.example,NOT_AN_ADDRESS",
    "/hooks,NOT_AN_ADDRESS",
    "https://,NOT_AN_ADDRESS",
    "https://a b.example,NOT_AN_ADDRESS",
    "https://user:password@crm.example/,NOT_AN_ADDRESS",
    "https://crm.example/#part,NOT_AN_ADDRESS",
    "http://crm.example/,NOT_HTTPS",
    "ftp://crm.example/,NOT_HTTPS"
  })
  void an_address_that_is_none_is_refused(String url, Why why) {
    var check = new WebhookDraftCheck(new WebhookDraft("crm", url, List.of("*")));
    assertThat(check.check(permitted -> permitted.getScheme().equals("https"))).isEmpty();
    assertThat(check.problems()).containsExactly(new WebhookProblem("url", why));
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    var check =
        new WebhookDraftCheck(
            new WebhookDraft(
                "x".repeat(101), "https://x.example/" + "y".repeat(1_000), List.of("no.such")));
    assertThat(check.check(url -> true)).isEmpty();
    assertThat(check.problems())
        .containsExactly(
            new WebhookProblem("name", Why.TOO_LONG),
            new WebhookProblem("url", Why.TOO_LONG),
            new WebhookProblem("events", Why.UNKNOWN_EVENT));
  }
}
