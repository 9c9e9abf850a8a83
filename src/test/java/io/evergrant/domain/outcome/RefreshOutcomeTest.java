package io.evergrant.domain.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.RefreshOutcome.AbandonCause;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the log and of exports keep these words for years. */
class RefreshOutcomeTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @ParameterizedTest
  @MethodSource("endings")
  void P01_every_ending_is_told_by_a_lasting_word_and_what_specifies_it(
      RefreshOutcome outcome, String code, String detail) {
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.detail()).isEqualTo(detail);
  }

  @Test
  void P01_no_ending_was_forgotten_here() {
    assertThat(endings().map(ending -> ending.get()[0].getClass().getSimpleName()))
        .containsAll(
            Stream.of(RefreshOutcome.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        Arguments.of(new RefreshOutcome.Renewed(true, Proof.STORED), "renewed", "rotated"),
        Arguments.of(new RefreshOutcome.Renewed(false, Proof.PROVED), "renewed", "same_token"),
        Arguments.of(
            new RefreshOutcome.Deferred(DeferCause.RATE_LIMITED, SOON), "deferred", "rate_limited"),
        Arguments.of(
            new RefreshOutcome.ConsentLost(ConsentCause.EXPIRED_IDLE),
            "consent_lost",
            "expired_idle"),
        Arguments.of(
            new RefreshOutcome.ProviderRefused("invalid_client"),
            "provider_refused",
            "invalid_client"),
        Arguments.of(
            new RefreshOutcome.Unknown(UnknownCause.CRASHED_IN_FLIGHT, true, SOON),
            "unknown",
            "crashed_in_flight"),
        Arguments.of(new RefreshOutcome.LostRace(), "lost_race", ""),
        Arguments.of(new RefreshOutcome.Escrowed(), "escrowed", ""),
        Arguments.of(
            new RefreshOutcome.Abandoned(AbandonCause.STORE_BEHIND), "abandoned", "store_behind"));
  }
}
