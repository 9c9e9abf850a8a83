package io.evergrant.adapter.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.outcome.TokenAnswer.Answered;
import io.evergrant.domain.outcome.TokenAnswer.LossCause;
import io.evergrant.domain.outcome.TokenAnswer.NeverSent;
import io.evergrant.domain.outcome.TokenAnswer.NoAnswer;
import io.evergrant.domain.outcome.TokenAnswer.NotSentCause;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Dialect;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.SomeProvider;
import io.evergrant.domain.provider.TokenRequestBody;
import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.CodeVerifier;
import io.evergrant.domain.secret.RefreshToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import net.minidev.json.JSONValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NimbusTokenEndpointTest {
  private static final ClientSecrets SECRET = ClientSecrets.of(new ClientSecret("p:ss %&+ö"));

  private final GuardedClient http = Sample.client();
  private final NimbusTokenEndpoint endpoint =
      new NimbusTokenEndpoint(Sample.requests(http), Clock.systemUTC());

  @AfterEach
  void close() {
    http.close();
  }

  /** RFC 6749 section 2.3.1 with appendix B: both are form-encoded before they are joined. */
  @Test
  void basic_encodes_id_and_secret_and_keeps_them_out_of_the_body() {
    try (var server = new Canned().json("/token", 200, "{\"access_token\":\"A2\"}")) {
      endpoint.refresh(
          at(server.uri("/token"), ClientAuthentication.CLIENT_SECRET_BASIC),
          SECRET,
          new RefreshToken("R 1+/="));
      var question = server.onlyQuestion();
      assertThat(question.method()).isEqualTo("POST");
      assertThat(question.accept()).isEqualTo("application/json");
      assertThat(question.body().split("&"))
          .containsExactlyInAnyOrder("grant_type=refresh_token", "refresh_token=R+1%2B%2F%3D");
      assertThat(question.authorization()).startsWith("Basic ");
      var login = Base64.getDecoder().decode(question.authorization().substring(6));
      assertThat(new String(login, UTF_8)).isEqualTo("cl%3Aient+%C3%BC:p%3Ass+%25%26%2B%C3%B6");
    }
  }

  @Test
  void post_puts_id_and_secret_into_the_body_alone() {
    try (var server = new Canned().json("/token", 200, "{\"access_token\":\"A2\"}")) {
      endpoint.refresh(
          at(server.uri("/token"), ClientAuthentication.CLIENT_SECRET_POST),
          SECRET,
          new RefreshToken("R1"));
      var question = server.onlyQuestion();
      assertThat(question.authorization()).isEqualTo("null");
      assertThat(question.body().split("&"))
          .containsExactlyInAnyOrder(
              "grant_type=refresh_token",
              "refresh_token=R1",
              "client_id=cl%3Aient+%C3%BC",
              "client_secret=p%3Ass+%25%26%2B%C3%B6");
    }
  }

  @Test
  void a_provider_that_takes_json_gets_the_same_words_in_it_and_its_own_parameters() {
    try (var server = new Canned().json("/token", 200, "{\"access_token\":\"A2\"}")) {
      var plain = at(server.uri("/token"), ClientAuthentication.CLIENT_SECRET_POST);
      endpoint.refresh(
          speaking(plain, plain.endpoints(), TokenRequestBody.JSON),
          SECRET,
          new RefreshToken("R \"1\""));
      var question = server.onlyQuestion();
      assertThat(question.type()).startsWith("application/json");
      assertThat(JSONValue.parse(question.body()))
          .isEqualTo(
              Map.of(
                  "grant_type", "refresh_token",
                  "refresh_token", "R \"1\"",
                  "client_id", "cl:ient ü",
                  "client_secret", "p:ss %&+ö",
                  "audience", "https://api.example/?a=b&c"));
    }
  }

  @Test
  void refreshes_go_to_the_address_that_takes_them_and_codes_do_not() {
    try (var server =
        new Canned()
            .json("/token", 200, "{\"access_token\":\"A1\"}")
            .json("/refresh", 200, "{\"access_token\":\"A2\"}")) {
      var plain = at(server.uri("/token"), ClientAuthentication.CLIENT_SECRET_BASIC);
      var endpoints =
          new Endpoints(
              server.uri("/authorize"),
              server.uri("/token"),
              server.uri("/refresh"),
              null,
              null,
              null,
              null);
      var provider = speaking(plain, endpoints, TokenRequestBody.FORM);
      endpoint.refresh(provider, SECRET, new RefreshToken("R1"));
      endpoint.exchange(
          provider,
          SECRET,
          new AuthorizationCode("C1"),
          new CodeVerifier("v".repeat(43)),
          URI.create("https://portal.example/oauth/callback"));
      assertThat(server.questions())
          .extracting(Canned.Question::path)
          .containsExactly("/refresh", "/token");
      assertThat(server.questions())
          .allSatisfy(
              question ->
                  assertThat(question.body())
                      .contains("audience=https%3A%2F%2Fapi.example%2F%3Fa%3Db%26c"));
    }
  }

  private static Provider speaking(Provider plain, Endpoints endpoints, TokenRequestBody body) {
    return SomeProvider.like(plain)
        .endpoints(endpoints)
        .dialect(
            new Dialect(
                ScopeSeparator.SPACE, body, Map.of("audience", "https://api.example/?a=b&c")))
        .provider();
  }

  /** A node whose clock is ahead must not take a date to come for one that is over. */
  @Test
  void P17_a_date_in_an_answer_is_read_by_the_clock_of_whoever_sent_it() {
    var ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
    var soon = ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2);
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(soon);
    var body =
        "{\"access_token\":\"A2\",\"id_token\":\"I\",\"expires_at\":" + soon.toEpochSecond() + "}";
    try (var server = new Canned().after(date).json("/token", 200, body)) {
      var answer =
          new NimbusTokenEndpoint(Sample.requests(http), ahead)
              .refresh(
                  at(server.uri("/token"), ClientAuthentication.CLIENT_SECRET_POST),
                  SECRET,
                  new RefreshToken("R1"));
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answered.class,
              answered -> {
                assertThat(answered.retryAfter())
                    .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(121));
                var tokens = Objects.requireNonNull(answered.tokens());
                assertThat(tokens.expiresIn())
                    .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(121));
                assertThat(Objects.requireNonNull(tokens.idToken()).sentAt())
                    .isBefore(soon.toInstant());
              });
    }
  }

  /** RFC 6749 section 4.1.3 with RFC 7636 section 4.5. */
  @Test
  void an_exchange_sends_code_verifier_and_redirect_uri() {
    try (var server = new Canned().json("/token", 200, "{\"access_token\":\"A2\"}")) {
      var verifier = "v".repeat(43);
      endpoint.exchange(
          at(server.uri("/token"), ClientAuthentication.CLIENT_SECRET_BASIC),
          SECRET,
          new AuthorizationCode("C1"),
          new CodeVerifier(verifier),
          URI.create("https://portal.example/oauth/callback"));
      assertThat(server.onlyQuestion().body().split("&"))
          .containsExactlyInAnyOrder(
              "grant_type=authorization_code",
              "code=C1",
              "redirect_uri=https%3A%2F%2Fportal.example%2Foauth%2Fcallback",
              "code_verifier=" + verifier);
    }
  }

  @Test
  void P11_words_of_a_provider_that_repeat_a_secret_are_blotted_out() {
    try (var server =
        new Canned()
            .json(
                "/token",
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":"
                    + "\"token rt-canary of p:ss %&+ö is dead\"}")) {
      var answer = refresh(at(server.uri("/token"), ClientAuthentication.CLIENT_SECRET_BASIC));
      assertThat(answer)
          .asInstanceOf(type(Answered.class))
          .satisfies(
              answered ->
                  assertThat(answered.errorDescription())
                      .isEqualTo("token [redacted] of [redacted] is dead"));
      assertThat(answer.toString()).doesNotContain("canary");
    }
  }

  @Test
  void P08_silence_is_no_answer_and_a_closed_door_never_sent() throws IOException {
    int closed;
    try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      closed = silent.getLocalPort();
      var provider =
          Sample.provider(
              null,
              endpoints(URI.create("http://127.0.0.1:" + closed + "/token")),
              "client",
              ClientAuthentication.CLIENT_SECRET_BASIC,
              ProofKind.NONE,
              Duration.ofMillis(500));
      // the system accepts the connection; nobody reads
      assertThat(refresh(provider))
          .asInstanceOf(type(NoAnswer.class))
          .satisfies(lost -> assertThat(lost.cause()).isEqualTo(LossCause.TIMEOUT));
    }
    assertNever(URI.create("http://127.0.0.1:" + closed + "/token"), NotSentCause.CONNECT);
    assertNever(URI.create("https://10.0.0.1/token"), NotSentCause.ADDRESS_REFUSED);
    assertNever(URI.create("http://192.0.2.1/token"), NotSentCause.ADDRESS_REFUSED);
  }

  private void assertNever(URI token, NotSentCause cause) {
    assertThat(refresh(at(token, ClientAuthentication.CLIENT_SECRET_BASIC)))
        .asInstanceOf(type(NeverSent.class))
        .satisfies(never -> assertThat(never.cause()).isEqualTo(cause));
  }

  private TokenAnswer refresh(Provider provider) {
    return endpoint.refresh(provider, SECRET, new RefreshToken("rt-canary"));
  }

  private static Provider at(URI token, ClientAuthentication authentication) {
    return Sample.provider(
        null, endpoints(token), "cl:ient ü", authentication, ProofKind.NONE, Sample.DEADLINE);
  }

  private static Endpoints endpoints(URI token) {
    return new Endpoints(token, token, null, null, null);
  }
}
