package io.evergrant.cli;

import static io.evergrant.cli.Given.GRANT;
import static io.evergrant.cli.Given.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.evergrant.cli.Portal.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as the portal gives them, and as what stands before it does. */
class PortalTest {
  private final List<String> asked = new ArrayList<>();
  private HttpServer server = unused();
  private int status = 200;
  private Map<String, String> heads = Map.of();
  private String body = "";

  private static HttpServer unused() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          heads.forEach(exchange.getResponseHeaders()::add);
          var bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_token_ends_when_it_does_by_the_clock_of_this_machine() {
    body =
        """
        {"access_token":"a","token_type":"Bearer","expires_at":"2030-01-01T00:00:00Z",
         "expires_in":600,"scope":"openid"}\
        """;
    assertThat(ask()).isInstanceOf(Answer.Given.class);
    var token = ((Answer.Given) ask()).token();
    assertThat(token.expiresAt()).isEqualTo(NOW.plusSeconds(600));
    assertThat(token.toString()).isEqualTo("Token[hidden]");
    assertThat(asked.getFirst())
        .isEqualTo("/api/v1/grants/" + GRANT + "/access-token?min_ttl=60 Bearer " + Given.KEY);
  }

  @Test
  void a_grant_that_needs_its_owner_is_told_with_the_link_for_it() {
    status = 409;
    body =
        """
        {"type":"urn:evergrant:problem:grant-not-active","title":"The grant needs a person",
         "status":409,"detail":"The owner has to authorise.","grant_status":"needs_consent",
         "cause":"revoked","page":"https://e.example/grants/1",
         "consent_link":"https://e.example/connect/2.x"}\
        """;
    var no = ((Answer.No) ask()).why();
    assertThat(no.code()).isEqualTo(ExitCode.NEEDS_A_PERSON);
    assertThat(no.cause()).contains("needs_consent", "revoked");
    assertThat(no.mend())
        .contains(
            "has to authorise", "https://e.example/connect/2.x", "https://e.example/grants/1");
  }

  @ParameterizedTest
  @CsvSource({"503, 7, 7", "429, 2, 2", "503, 'Thu, 26 Nov 2026 10:00:09 GMT', 9"})
  void not_now_says_when(int answered, String retryAfter, long seconds) {
    status = answered;
    heads = Map.of("Retry-After", retryAfter);
    body = "{\"type\":\"urn:evergrant:problem:not-now\",\"title\":\"Not now\",\"detail\":\"x\"}";
    var later = (Answer.Later) ask();
    assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(later.why().code()).isEqualTo(ExitCode.NOT_NOW);
  }

  @Test
  void a_date_that_is_none_says_nothing() {
    status = 503;
    heads = Map.of("Retry-After", "soon");
    assertThat(((Answer.Later) ask()).retryAfter()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"401, key-unknown", "403, scope-missing", "404, not-found"})
  void a_refusal_is_one(int answered, String type) {
    status = answered;
    body = "{\"type\":\"urn:evergrant:problem:" + type + "\",\"title\":\"No\",\"detail\":\"So.\"}";
    var no = ((Answer.No) ask()).why();
    assertThat(no.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(no.mend()).contains("So.");
  }

  /** The key went to the portal, and goes nowhere else. */
  @Test
  void a_redirect_is_not_followed() {
    status = 302;
    heads = Map.of("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/else");
    assertThat(((Answer.No) ask()).why().code()).isEqualTo(ExitCode.REFUSED);
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "200, <html>, REFUSED",
    "200, {}, REFUSED",
    "404, <html>, REFUSED",
    "500, '', NOT_NOW"
  })
  void what_is_not_evergrants_is_said_to_be_so(int answered, String said, ExitCode code) {
    status = answered;
    body = said;
    var no = ((Answer.No) ask()).why();
    assertThat(no.code()).isEqualTo(code);
    assertThat(no.cause()).contains("not one of Evergrant's").doesNotContain("html");
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void what_a_proxy_says_whose_portal_restarts_is_not_now(int answered) {
    status = answered;
    body = "<html>";
    var later = (Answer.Later) ask();
    assertThat(later.why().code()).isEqualTo(ExitCode.NOT_NOW);
    assertThat(later.why().cause()).contains("not one of Evergrant's").doesNotContain("html");
    assertThat(later.retryAfter()).isNull();
  }

  @Test
  void a_portal_that_is_not_there_is_not_now() {
    server.stop(0);
    var later = (Answer.Later) ask();
    assertThat(later.why().code()).isEqualTo(ExitCode.NOT_NOW);
    assertThat(later.retryAfter()).isNull();
  }

  @Test
  void what_others_wrote_does_not_move_the_cursor() {
    assertThat(Screen.plain("a\u001b[2Jb\r\nc\u202ed\u0000")).isEqualTo("a [2Jb c d");
  }

  private Answer ask() {
    var base = "http://127.0.0.1:" + server.getAddress().getPort();
    var settings =
        new Settings(
            base,
            new Key(Given.KEY),
            GRANT,
            Path.of("t"),
            Duration.ofMinutes(1),
            Duration.ZERO,
            true,
            List.of());
    return new Portal(InstantSource.fixed(NOW)).ask(settings);
  }
}
