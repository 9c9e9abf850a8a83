package io.evergrant.domain.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.outcome.Classification.Ambiguous;
import io.evergrant.domain.outcome.Classification.ClientRefused;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.GrantRefused;
import io.evergrant.domain.outcome.Classification.Issued;
import io.evergrant.domain.outcome.Classification.NothingDone;
import io.evergrant.domain.outcome.Classification.Uncertain;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.TokenAnswer.Answered;
import io.evergrant.domain.outcome.TokenAnswer.BodyKind;
import io.evergrant.domain.outcome.TokenAnswer.LossCause;
import io.evergrant.domain.outcome.TokenAnswer.NeverSent;
import io.evergrant.domain.outcome.TokenAnswer.NoAnswer;
import io.evergrant.domain.outcome.TokenAnswer.NotSentCause;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.IssuedTokens;
import io.evergrant.domain.secret.RefreshToken;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one judgement ends and the next begins; whole answers stand in the table of real ones. */
class ClassifierTest {
  private static final Duration QUICK = Duration.ofMillis(80);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({"DNS, DNS", "CONNECT, NO_CONNECTION", "TLS, TLS", "ADDRESS_REFUSED, ADDRESS_REFUSED"})
  void P08_what_never_left_this_node_is_asked_again_and_no_doubt_stays(
      NotSentCause cause, DeferCause reads) {
    assertThat(Classifier.classify(new NeverSent(cause, QUICK)))
        .isEqualTo(new NothingDone(reads, null));
  }

  @ParameterizedTest
  @EnumSource
  void P08_a_request_without_a_whole_answer_may_have_spent_the_token(LossCause cause) {
    assertThat(Classifier.classify(new NoAnswer(cause, QUICK)))
        .isEqualTo(new Uncertain(UnknownCause.valueOf(cause.name())));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 299})
  void tokens_of_a_success_are_issued(int status) {
    var tokens = tokens("a2", null);
    assertThat(judged(status, tokens, null, null)).isEqualTo(new Issued(tokens));
  }

  @Test
  void an_access_token_that_came_with_a_redirect_is_not_believed() {
    assertThat(judged(300, tokens("a2", null), null, null))
        .isEqualTo(new Uncertain(UnknownCause.REDIRECT));
  }

  @Test
  void an_access_token_beside_an_error_is_not_believed() {
    assertThat(judged(200, tokens("a2", null), "invalid_grant", null))
        .isEqualTo(new GrantRefused("invalid_grant"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 500})
  void P05_a_readable_new_refresh_token_is_kept_whatever_stands_around_it(int status) {
    var tokens = tokens(null, "r2");
    assertThat(judged(status, tokens, "server_error", null)).isEqualTo(new Issued(tokens));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 503})
  void P06_a_dead_grant_is_dead_whatever_the_status(int status) {
    assertThat(judged(status, null, "INVALID_GRANT", null))
        .isEqualTo(new GrantRefused("INVALID_GRANT"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_client", "invalid_client_credentials", "deleted_client"})
  void P07_a_refused_client_is_no_grants_fault(String error) {
    assertThat(judged(400, null, error, null)).isEqualTo(new ClientRefused(error));
  }

  @ParameterizedTest
  @CsvSource({
    "400, temporarily_unavailable, TEMPORARILY_UNAVAILABLE",
    "429, whatever, RATE_LIMITED",
    "400, slow_down, RATE_LIMITED",
    "429,, RATE_LIMITED",
    "503,, UNAVAILABLE"
  })
  void whoever_asks_for_patience_gets_as_much_as_asked(
      int status, @Nullable String error, DeferCause reads) {
    var answer = new Answered(status, BodyKind.JSON, null, error, null, A_MINUTE, QUICK);
    assertThat(Classifier.classify(answer)).isEqualTo(new NothingDone(reads, A_MINUTE));
  }

  @Test
  void P08_a_503_that_names_no_time_may_come_from_a_gateway_after_the_token_was_spent() {
    assertThat(judged(503, null, null, null)).isEqualTo(new Uncertain(UnknownCause.GATEWAY));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 599})
  void P08_a_failing_server_says_nothing_of_the_token_even_if_it_talks_of_it(int status) {
    assertThat(judged(status, null, null, "the refresh token is invalid"))
        .isEqualTo(new Uncertain(UnknownCause.GATEWAY));
    assertThat(judged(status, null, "processing_failed", "the refresh token is invalid"))
        .isEqualTo(new Uncertain(UnknownCause.GATEWAY));
  }

  @Test
  void P08_trouble_of_the_providers_own_is_in_doubt_although_the_status_blames_the_client() {
    assertThat(judged(400, null, "server_error", null))
        .isEqualTo(new Uncertain(UnknownCause.GATEWAY));
  }

  @ParameterizedTest
  @CsvSource({"408, TIMEOUT", "300, REDIRECT", "399, REDIRECT", "200, UNREADABLE"})
  void P08_an_answer_that_says_nothing_of_tokens_leaves_the_doubt(int status, UnknownCause reads) {
    assertThat(judged(status, null, null, null)).isEqualTo(new Uncertain(reads));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 499})
  void P07_a_bare_refusal_may_be_the_clients_or_the_grants(int status) {
    assertThat(judged(status, null, null, null)).isEqualTo(new Ambiguous("http_" + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 499})
  void P06_a_provider_without_a_code_for_it_may_say_in_words_that_the_token_is_dead(int status) {
    assertThat(judged(status, null, null, "Refresh_token has EXPIRED"))
        .isEqualTo(new GrantRefused("http_" + status));
  }

  @Test
  void P06_words_settle_what_an_ambiguous_code_leaves_open() {
    assertThat(judged(400, null, "unauthorized_client", "RefreshToken was revoked"))
        .isEqualTo(new GrantRefused("unauthorized_client"));
    assertThat(judged(400, null, "unauthorized_client", "client was revoked"))
        .isEqualTo(new Ambiguous("unauthorized_client"));
    assertThat(judged(400, null, "unauthorized_client", "no refresh token for this client"))
        .isEqualTo(new Ambiguous("unauthorized_client"));
  }

  private static Classification judged(
      int status,
      @Nullable IssuedTokens tokens,
      @Nullable String error,
      @Nullable String description) {
    return Classifier.classify(
        new Answered(status, BodyKind.JSON, tokens, error, description, null, QUICK));
  }

  private static IssuedTokens tokens(@Nullable String access, @Nullable String refresh) {
    return new IssuedTokens(
        access == null ? null : new AccessToken(access),
        refresh == null ? null : new RefreshToken(refresh),
        null,
        "Bearer",
        null,
        null,
        null);
  }
}
