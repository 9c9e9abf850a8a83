package io.evergrant.usecase.staged;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.outcome.TokenAnswer.Answered;
import io.evergrant.domain.outcome.TokenAnswer.BodyKind;
import io.evergrant.domain.outcome.TokenAnswer.LossCause;
import io.evergrant.domain.outcome.TokenAnswer.NeverSent;
import io.evergrant.domain.outcome.TokenAnswer.NoAnswer;
import io.evergrant.domain.outcome.TokenAnswer.NotSentCause;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.IssuedTokens;
import io.evergrant.domain.staged.ClientEnding;
import io.evergrant.domain.staged.StageEnding;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeClientTest {
  private static final Duration TOOK = Duration.ofMillis(9);
  private static final TokenAnswer KNOWN = error(400, "invalid_grant", null);
  private static final TokenAnswer REFUSED = error(401, "invalid_client", "No such client");

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(KNOWN, "client_known"),
        Arguments.of(error(401, "invalid_grant", null), "client_known"),
        Arguments.of(error(400, "bad_refresh_token", null), "client_known"),
        Arguments.of(error(200, "invalid_refresh_token", null), "client_known"),
        Arguments.of(
            error(400, "invalid_request", "The refresh token is not valid"), "client_known"),
        Arguments.of(REFUSED, "client_refused"),
        Arguments.of(error(200, "invalid_client_id", null), "client_refused"),
        Arguments.of(error(400, "incorrect_client_credentials", null), "client_refused"),
        Arguments.of(error(400, "invalid_request", "Something is missing"), "answer_unclear"),
        Arguments.of(error(400, "unauthorized_client", null), "answer_unclear"),
        Arguments.of(error(401, null, null), "answer_unclear"),
        Arguments.of(error(429, null, null), "provider_busy"),
        Arguments.of(error(400, "temporarily_unavailable", null), "provider_busy"),
        Arguments.of(error(500, null, null), "no_token_endpoint"),
        Arguments.of(error(302, null, null), "no_token_endpoint"),
        Arguments.of(
            new Answered(200, BodyKind.UNREADABLE, null, null, null, null, TOOK),
            "no_token_endpoint"),
        Arguments.of(tokens(), "took_anything"),
        Arguments.of(new NoAnswer(LossCause.TIMEOUT, TOOK), "no_answer_in_time"),
        Arguments.of(new NoAnswer(LossCause.RESET, TOOK), "no_token_endpoint"),
        Arguments.of(new NeverSent(NotSentCause.CLIENT_UNPROVED, TOOK), "no_proof"),
        Arguments.of(new NeverSent(NotSentCause.DNS, TOOK), "not_reached"),
        Arguments.of(new NeverSent(NotSentCause.CONNECT, TOOK), "not_reached"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void what_is_answered_to_an_invented_token_tells_of_the_client(TokenAnswer answer, String code) {
    assertThat(judged(answer, null).code()).isEqualTo(code);
  }

  @Test
  void a_newest_secret_that_is_refused_is_told_although_the_former_one_is_taken() {
    assertThat(judged(REFUSED, KNOWN))
        .isEqualTo(new ClientEnding.OnlyFormerSecret("invalid_client"));
    assertThat(judged(REFUSED, REFUSED).code()).isEqualTo("client_refused");
  }

  @Test
  void the_former_secret_is_not_shown_where_the_newest_one_is_taken() {
    var ending =
        JudgeClient.of(
            Registered.provider(),
            KNOWN,
            () -> {
              throw new AssertionError("it was shown");
            });
    assertThat(ending.code()).isEqualTo("client_known");
  }

  @Test
  void a_public_client_proves_nothing() {
    var provider = Registered.provider(ClientAuthentication.NONE);
    assertThat(JudgeClient.of(provider, KNOWN, Optional::empty).code()).isEqualTo("public_client");
  }

  @Test
  void the_providers_words_are_kept() {
    assertThat(judged(REFUSED, null).facts()).containsExactly("invalid_client", "No such client");
  }

  private static StageEnding judged(TokenAnswer newest, @Nullable TokenAnswer former) {
    return JudgeClient.of(Registered.provider(), newest, () -> Optional.ofNullable(former));
  }

  private static TokenAnswer error(
      int status, @Nullable String error, @Nullable String description) {
    var kind = error == null ? BodyKind.EMPTY : BodyKind.JSON;
    return new Answered(status, kind, null, error, description, null, TOOK);
  }

  private static TokenAnswer tokens() {
    var issued =
        new IssuedTokens(new AccessToken("anything"), null, null, "Bearer", null, null, null);
    return new Answered(200, BodyKind.JSON, issued, null, null, null, TOOK);
  }
}
