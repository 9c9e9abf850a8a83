package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.Classifier;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.outcome.TokenAnswer.NeverSent;
import io.evergrant.domain.outcome.TokenAnswer.NotSentCause;
import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAssertion.Audience;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Dialect;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.PushedAuthorization.Pushed;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How clients prove themselves, and what is tried where the provider does not know them. */
class ClientRequestsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final String REFUSED = "{\"error\":\"invalid_client\"}";
  private static final String ISSUED =
      "{\"access_token\":\"A2\",\"refresh_token\":\"R2\",\"expires_in\":60}";
  private static final ClientSecrets CHANGING =
      new ClientSecrets(
          new ClientSecret("the-new-one"), new ClientSecret("the-old-one"), NOW.plusSeconds(60));

  private final GuardedClient http = Sample.client();
  private final SoftKeys keys = new SoftKeys(() -> NOW);
  private Instant now = NOW;
  private long nanos;
  private final ClientRequests requests =
      new ClientRequests(
          http, new ClientLogins(keys, keys, () -> now), () -> now, () -> nanos += 1_000_000);
  private final NimbusTokenEndpoint endpoint = new NimbusTokenEndpoint(requests, () -> now);
  private Canned server = new Canned();

  @BeforeEach
  void answers() {
    server.json("/token", 200, ISSUED).json("/revoke", 200, "");
  }

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  @Test
  void the_newest_secret_is_tried_first_and_alone_where_it_is_known() {
    assertThat(classified(refresh(post(), CHANGING))).isInstanceOf(Classification.Issued.class);
    assertThat(server.onlyQuestion().body()).contains("the-new-one").doesNotContain("the-old-one");
  }

  @Test
  void P07_a_provider_that_does_not_know_the_new_secret_is_asked_with_the_former_one() {
    server.refusing("the-new-one", 401, REFUSED);
    assertThat(classified(refresh(post(), CHANGING))).isInstanceOf(Classification.Issued.class);
    assertThat(server.questions()).extracting(Canned.Question::body).hasSize(2);
    assertThat(server.questions().getFirst().body()).contains("the-new-one");
    assertThat(server.questions().getLast().body()).contains("the-old-one", "refresh_token=R1");
    var revoked = new AskedRevocation(requests).revoke(post(), CHANGING, new RefreshToken("R1"));
    assertThat(revoked).isEqualTo(Revoked.DONE);
  }

  @Test
  void a_former_secret_whose_time_is_over_is_not_shown_any_more() {
    server.refusing("the-new-one", 401, REFUSED);
    now = NOW.plusSeconds(60);
    assertThat(classified(refresh(post(), CHANGING)))
        .isInstanceOf(Classification.ClientRefused.class);
    assertThat(server.questions()).hasSize(1);
  }

  @Test
  void where_both_are_refused_the_client_is() {
    server.json("/token", 401, REFUSED);
    assertThat(classified(refresh(post(), CHANGING)))
        .isInstanceOf(Classification.ClientRefused.class);
    assertThat(server.questions()).hasSize(2);
  }

  /** P04, P08: whatever else was answered, the token may be spent: it is not sent again. */
  @Test
  void no_other_answer_sends_the_token_twice() {
    for (var answer :
        new String[] {
          "400 {\"error\":\"invalid_grant\"}",
          "400 {\"error\":\"unauthorized_client\"}",
          "401 ",
          "500 {\"error\":\"server_error\"}",
          "503 {}",
          "429 {}",
          "200 {}",
          "401 {\"error\":\"invalid_client\",\"refresh_token\":\"R2\"}"
        }) {
      try (var once = new Canned()) {
        var parts = answer.split(" ", 2);
        once.json("/token", Integer.parseInt(parts[0]), parts[1]);
        refresh(at(once, ClientAuthentication.CLIENT_SECRET_POST, Audience.ISSUER), CHANGING);
        assertThat(once.questions()).as(answer).hasSize(1);
      }
    }
  }

  /** The lease is as long as the deadline: what does not fit into it is not begun. */
  @Test
  void a_second_request_for_which_there_is_no_time_is_not_sent() {
    server.refusing("the-new-one", 401, REFUSED);
    nanos = -Sample.DEADLINE.toNanos();
    var slow =
        new ClientRequests(
            http,
            new ClientLogins(keys, keys, () -> now),
            () -> now,
            () -> nanos += Sample.DEADLINE.toNanos());
    var answer =
        new NimbusTokenEndpoint(slow, () -> now).refresh(post(), CHANGING, new RefreshToken("R1"));
    assertThat(answer).isInstanceOf(NeverSent.class);
    assertThat(classified(answer)).isInstanceOf(Classification.NothingDone.class);
    assertThat(server.questions()).hasSize(1);
  }

  @Test
  void an_assertion_is_short_for_the_token_endpoint_and_never_the_same() throws Exception {
    var pair = keys.add(NOW, null);
    keys.add(null, null);
    refresh(signing(Audience.TOKEN_ENDPOINT), ClientSecrets.NONE);
    refresh(signing(Audience.TOKEN_ENDPOINT), ClientSecrets.NONE);
    var first = assertion(server.questions().getFirst());
    var second = assertion(server.questions().getLast());
    assertThat(first.verify(new RSASSAVerifier(pair.toRSAPublicKey()))).isTrue();
    assertThat(first.getHeader().getKeyID()).isEqualTo(pair.getKeyID());
    var claims = first.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("client");
    assertThat(claims.getSubject()).isEqualTo("client");
    assertThat(claims.getAudience()).containsExactly(server.uri("/token").toString());
    assertThat(claims.getExpirationTime()).isEqualTo(NOW.plus(Duration.ofSeconds(60)));
    assertThat(claims.getJWTID()).isNotEmpty().isNotEqualTo(second.getJWTClaimsSet().getJWTID());
    assertThat(server.questions().getFirst().authorization()).isEqualTo("null");
  }

  @Test
  void an_assertion_is_for_the_issuer_where_the_provider_wants_it_so() throws Exception {
    keys.add(NOW, null);
    refresh(signing(Audience.ISSUER), ClientSecrets.NONE);
    assertThat(assertion(server.onlyQuestion()).getJWTClaimsSet().getAudience())
        .containsExactly(server.uri("/").toString());
  }

  @Test
  void a_new_key_that_is_not_known_yet_is_followed_by_the_one_before() throws Exception {
    var ended = keys.add(NOW.minusSeconds(900), NOW.plusSeconds(60));
    var signs = keys.add(NOW, null);
    server.json("/token", 401, REFUSED);
    refresh(signing(Audience.ISSUER), ClientSecrets.NONE);
    assertThat(server.questions()).hasSize(2);
    assertThat(assertion(server.questions().getFirst()).getHeader().getKeyID())
        .isEqualTo(signs.getKeyID());
    assertThat(assertion(server.questions().getLast()).getHeader().getKeyID())
        .isEqualTo(ended.getKeyID());
  }

  @Test
  void where_the_vault_does_not_sign_nothing_is_sent() {
    keys.add(NOW, null);
    keys.isSealed = true;
    var answer = refresh(signing(Audience.ISSUER), ClientSecrets.NONE);
    assertThat(answer)
        .isInstanceOfSatisfying(
            NeverSent.class,
            never -> assertThat(never.cause()).isEqualTo(NotSentCause.CLIENT_UNPROVED));
    assertThat(refresh(post(), ClientSecrets.NONE)).isInstanceOf(NeverSent.class);
    assertThat(server.questions()).isEmpty();
  }

  @Test
  void a_public_client_tells_its_id_and_nothing_else() {
    refresh(at(server, ClientAuthentication.NONE, Audience.ISSUER), ClientSecrets.NONE);
    var question = server.onlyQuestion();
    assertThat(question.authorization()).isEqualTo("null");
    assertThat(form(question))
        .isEqualTo(
            Map.of("client_id", "client", "grant_type", "refresh_token", "refresh_token", "R1"));
  }

  @Test
  void an_authorization_request_is_pushed_by_the_client_itself() {
    var par = new PushedRequests(requests);
    var wish = Map.of("client_id", "client", "state", "s 1", "code_challenge", "c");
    server.json("/par", 201, "{\"request_uri\":\"urn:x:1\",\"expires_in\":60}");
    assertThat(par.push(post(), CHANGING, wish)).isEqualTo(new Pushed.At("urn:x:1"));
    assertThat(form(server.onlyQuestion()))
        .containsAllEntriesOf(wish)
        .containsEntry("client_secret", "the-new-one");
    server.json("/par", 400, "{\"error\":\"invalid_request\",\"error_description\":\"no\"}");
    assertThat(par.push(post(), CHANGING, wish))
        .isEqualTo(new Pushed.Refused(400, "invalid_request", "no"));
    server.json("/par", 503, "{}");
    assertThat(par.push(post(), CHANGING, wish)).isInstanceOf(Pushed.NotReached.class);
  }

  private TokenAnswer refresh(Provider provider, ClientSecrets secrets) {
    return endpoint.refresh(provider, secrets, new RefreshToken("R1"));
  }

  private static Classification classified(TokenAnswer answer) {
    return Classifier.classify(answer);
  }

  private Provider post() {
    return at(server, ClientAuthentication.CLIENT_SECRET_POST, Audience.ISSUER);
  }

  private Provider signing(Audience audience) {
    return at(server, ClientAuthentication.PRIVATE_KEY_JWT, audience);
  }

  private static Provider at(Canned server, ClientAuthentication method, Audience audience) {
    var sample = Sample.at(server);
    return new Provider(
        sample.id(),
        sample.tenant(),
        sample.name(),
        sample.issuer(),
        false,
        new Endpoints(
            server.uri("/authorize"),
            server.uri("/token"),
            null,
            null,
            server.uri("/revoke"),
            null,
            server.uri("/par")),
        "client",
        method,
        new ClientAssertion(SigningAlgorithm.RS256, audience),
        sample.scope(),
        Map.of(),
        Dialect.USUAL,
        sample.policy(),
        sample.status(),
        null,
        null,
        1);
  }

  private static SignedJWT assertion(Canned.Question question) throws Exception {
    var form = form(question);
    assertThat(form.get("client_assertion_type"))
        .isEqualTo("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    return SignedJWT.parse(Objects.requireNonNull(form.get("client_assertion")));
  }

  private static Map<String, String> form(Canned.Question question) {
    var form = new TreeMap<String, String>();
    for (var pair : question.body().split("&", -1)) {
      var parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }
}
