package io.evergrant.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final DemoProvider provider =
      DemoProvider.start(0, null, () -> Instant.parse("2026-11-24T12:00:00Z"));
  private final HttpClient http = HttpClient.newHttpClient();
  private String token =
      provider
          .seed("strict", DemoProvider.CLIENT_ID, 1, "openid offline_access")
          .getFirst()
          .refreshToken();

  @AfterEach
  void stop() {
    provider.close();
  }

  private HttpResponse<String> refresh() throws IOException, InterruptedException {
    var credentials = DemoProvider.CLIENT_ID + ":" + DemoProvider.CLIENT_SECRET;
    var form =
        "grant_type=refresh_token&refresh_token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8);
    return http.send(
        HttpRequest.newBuilder(URI.create(provider.issuer() + "/token"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void an_outage_answers_without_acting_as_often_as_it_was_told() throws Exception {
    var fault =
        provider.fault(Map.of("kind", "status", "status", 503, "retry_after", "7", "times", 2));
    assertThat(refresh().headers().firstValue("Retry-After")).contains("7");
    assertThat(refresh().statusCode()).isEqualTo(503);
    assertThat(provider.ledger()).isEmpty();
    assertThat(provider.struck(fault)).isEqualTo(2);
    assertThat(refresh().statusCode()).isEqualTo(200);
  }

  @Test
  void an_error_without_a_body_may_come_after_acting() throws Exception {
    provider.fault(
        Map.of("kind", "status", "status", 502, "body", false, "acts", true, "times", 1));
    var answer = refresh();
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).isEmpty();
    assertThat(provider.ledger()).singleElement().returns(true, LedgerEntry::accepted);
    assertThat(refresh().statusCode()).as("the token was spent").isEqualTo(400);
  }

  @Test
  void a_connection_drops_before_or_after_acting() throws Exception {
    provider.fault(Map.of("kind", "drop", "endpoint", "token"));
    assertThatThrownBy(this::refresh).isInstanceOf(IOException.class);
    assertThat(provider.ledger()).isEmpty();

    provider.clearFaults();
    provider.fault(Map.of("kind", "drop", "acts", true));
    assertThatThrownBy(this::refresh).isInstanceOf(IOException.class);
    assertThat(provider.ledger()).singleElement().returns(true, LedgerEntry::accepted);
  }

  @Test
  void an_answer_is_cut_at_a_byte() throws Exception {
    for (var at : new int[] {0, 1, 100}) {
      provider.clearFaults();
      provider.fault(Map.of("kind", "cut", "at", at, "times", 1));
      token = provider.seed("strict", DemoProvider.CLIENT_ID, 1, "read").getFirst().refreshToken();
      assertThatThrownBy(this::refresh).as("cut at %d", at).isInstanceOf(IOException.class);
    }
    assertThat(provider.ledger()).hasSize(3).allMatch(LedgerEntry::accepted);
  }

  @Test
  void answers_are_malformed_huge_html_or_elsewhere() throws Exception {
    provider.fault(Map.of("kind", "html", "times", 1));
    assertThat(refresh().headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    provider.fault(Map.of("kind", "redirect", "to", "http://169.254.169.254/", "times", 1));
    assertThat(refresh().headers().firstValue("Location")).contains("http://169.254.169.254/");
    assertThat(provider.ledger()).isEmpty();

    provider.fault(Map.of("kind", "huge", "times", 1));
    var huge = refresh();
    assertThat(huge.body()).hasSizeGreaterThan(10_000_000);
    token = Json.text(Json.parse(huge.body()), "refresh_token");
    provider.fault(Map.of("kind", "malformed", "times", 1));
    var half = refresh().body();
    assertThatThrownBy(() -> Json.parse(half)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void latency_and_trickle_take_their_time() throws Exception {
    provider.fault(Map.of("kind", "none", "before_ms", 120, "after_ms", 120, "times", 1));
    var begin = System.nanoTime();
    var answer = refresh();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(240));
    token = Json.text(Json.parse(answer.body()), "refresh_token");

    provider.fault(Map.of("kind", "trickle", "pause_ms", 2, "times", 1));
    var trickled = refresh();
    assertThat(trickled.statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThan(Duration.ofMillis(240 + 2L * trickled.body().length()));
  }

  @Test
  void a_fault_of_one_issuer_or_endpoint_leaves_the_others_alone() throws Exception {
    provider.fault(Map.of("kind", "drop", "mode", "never"));
    provider.fault(Map.of("kind", "drop", "endpoint", "userinfo"));
    assertThat(refresh().statusCode()).isEqualTo(200);
  }

  @Test
  void a_limiting_issuer_says_when_to_come_back() throws Exception {
    provider.settings("strict", Map.of("rate_per_s", 2));
    token = Json.text(Json.parse(refresh().body()), "refresh_token");
    assertThat(refresh().statusCode()).isEqualTo(200);
    var limited = refresh();
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("1");
    assertThat(provider.ledger()).hasSize(2);
  }
}
