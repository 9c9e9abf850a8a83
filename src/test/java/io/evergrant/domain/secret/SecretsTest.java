package io.evergrant.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that must never be read in a log, an exception or a page. */
class SecretsTest {
  private static final String TEXT = "Zx81-very-secret";

  @ParameterizedTest
  @MethodSource("kinds")
  void P11_a_secret_prints_its_kind_and_nothing_of_itself(Function<String, Object> kind) {
    var secret = kind.apply(TEXT);
    assertThat(secret).hasToString(secret.getClass().getSimpleName() + "[hidden]");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void P11_not_even_its_length_shows(Function<String, Object> kind) {
    assertThat(kind.apply("x")).hasToString(kind.apply(TEXT).toString());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothing_at_all_is_taken_for_a_secret(Function<String, Object> kind) {
    assertThatThrownBy(() -> kind.apply("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void P11_what_stands_around_a_secret_does_not_print_it_either() {
    var issued =
        new IssuedTokens(
            new AccessToken("access-" + TEXT),
            new RefreshToken("refresh-" + TEXT),
            new IdToken("id-" + TEXT, Instant.EPOCH),
            "Bearer",
            null,
            null,
            null);
    assertThat(issued.toString()).contains("Bearer").doesNotContain(TEXT);
  }

  @Test
  void an_answer_without_any_token_is_not_taken_for_an_issue() {
    assertThatThrownBy(
            () ->
                new IssuedTokens(
                    null, null, new IdToken("i", Instant.EPOCH), null, null, null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_fingerprint_is_no_secret_and_tells_itself() {
    assertThat(new Fingerprint("0f3a")).hasToString("0f3a");
  }

  static Stream<Function<String, Object>> kinds() {
    return Stream.of(
        AccessToken::new,
        RefreshToken::new,
        text -> new IdToken(text, Instant.EPOCH),
        AuthorizationCode::new,
        CodeVerifier::new,
        ClientSecret::new,
        OneTimeSecret::new,
        Password::new,
        ApiKeySecret::new,
        MailPassword::new,
        TicketSecret::new,
        WebhookSecret::new);
  }
}
