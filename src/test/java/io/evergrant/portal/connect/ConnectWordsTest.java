package io.evergrant.portal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.Connected;
import io.evergrant.usecase.port.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each ending of a callback is told with its cause and its mend. */
class ConnectWordsTest {
  private static final GrantId GRANT = new GrantId(UUID.randomUUID());
  private static final ProviderSaid SAID =
      new ProviderSaid(400, "some_error", "some words", Duration.ofMillis(12));
  private final ConnectWords words = new ConnectWords(new Sentences(Locale.ENGLISH));

  @Test
  void the_samples_below_leave_no_ending_out() {
    assertThat(endings().map(ending -> (Object) ending.getClass()).distinct())
        .containsExactlyInAnyOrder((Object[]) Connected.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("endings")
  void every_ending_says_what_happened_and_what_helps(Connected ending) {
    var told = words.tell(ending);
    assertThat(told.title()).isNotBlank();
    assertThat(told.what()).isNotBlank().doesNotContain("{");
    assertThat(told.mend()).isNotBlank();
  }

  static Stream<Connected> endings() {
    return Stream.of(
        new Connected.Done(GRANT, "ada", false, List.of()),
        new Connected.StateMissing(),
        new Connected.StateUnheard(),
        new Connected.StateForeign(),
        new Connected.StateUsed(),
        new Connected.StateEnded(),
        new Connected.LinkClosed(),
        new Connected.WrongIssuer("Demo", "https://a.example", null),
        new Connected.Declined("Demo", "access_denied", null),
        new Connected.Declined("Demo", "invalid_scope", "no such scope"),
        new Connected.CodeMissing("Demo"),
        new Connected.ProviderGone(),
        failed(new Classification.GrantRefused("invalid_grant")),
        failed(new Classification.ClientRefused("invalid_client")),
        failed(new Classification.Ambiguous("invalid_request")),
        failed(new Classification.NothingDone(DeferCause.DNS, null)),
        failed(new Classification.Uncertain(UnknownCause.TIMEOUT)),
        new Connected.PushRefused("Demo", 400, "invalid_scope", "no such scope"),
        new Connected.PushRefused("Demo", 403, null, null),
        new Connected.PushNotHeard("Demo"),
        new Connected.NoRefreshToken("Demo"),
        new Connected.OtherAccount(GRANT, "ada", "bob"),
        new Connected.AccountRefused("Demo", "nonce"),
        new Connected.StoreRefused(StoreUnavailable.Cause.SEALED));
  }

  private static Connected failed(Classification classification) {
    return new Connected.ExchangeFailed("Demo", classification, SAID);
  }

  @Test
  void a_missing_refresh_token_names_what_providers_want_for_one() {
    assertThat(words.tell(new Connected.NoRefreshToken("Demo")).mend())
        .contains("offline_access", "access_type=offline", "prompt=consent");
  }

  @Test
  void the_providers_own_words_are_told() {
    assertThat(words.tell(failed(new Classification.ClientRefused("invalid_client"))).what())
        .contains("HTTP 400", "some_error", "some words");
    assertThat(words.tell(new Connected.OtherAccount(GRANT, "ada", "bob")).what())
        .contains("ada", "bob");
  }
}
