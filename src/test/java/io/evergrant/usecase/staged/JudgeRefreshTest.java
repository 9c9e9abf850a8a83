package io.evergrant.usecase.staged;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.staged.RefreshEnding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeRefreshTest {
  private static final Instant DUE = Instant.parse("2026-11-26T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "renewed, rotated, rotated, PASSED",
    "renewed, same_token, same_token, PASSED",
    "consent_lost, unknown, not_refreshed, FAILED",
    "provider_refused, invalid_client, not_refreshed, FAILED",
    "deferred, rate_limited, no_result, DOUBTFUL",
    "unknown, timeout, no_result, DOUBTFUL",
    "escrowed, '', no_result, DOUBTFUL",
    "abandoned, provider_paused, no_result, DOUBTFUL"
  })
  void an_outcome_becomes_an_ending(String outcome, String cause, String code, String verdict) {
    var ending = JudgeRefresh.of(List.of(attempt(1, outcome, cause)), DUE).orElseThrow();
    assertThat(ending.code()).isEqualTo(code);
    assertThat(ending.verdict().name()).isEqualTo(verdict);
  }

  @Test
  void what_ended_before_it_was_due_or_has_not_ended_is_not_it() {
    assertThat(JudgeRefresh.of(List.of(), DUE)).isEmpty();
    assertThat(
            JudgeRefresh.of(
                List.of(attempt(2, null, null), attempt(-1, "renewed", "rotated")), DUE))
        .isEmpty();
  }

  @Test
  void of_two_the_first_counts() {
    var attempts = List.of(attempt(9, "consent_lost", "unknown"), attempt(1, "renewed", "rotated"));
    assertThat(JudgeRefresh.of(attempts, DUE)).contains(new RefreshEnding.Rotated(40));
  }

  private static AttemptLine attempt(
      long second, @Nullable String outcome, @Nullable String cause) {
    var at = DUE.plusSeconds(second);
    return new AttemptLine(
        new AttemptId(UUID.randomUUID()),
        Trigger.TIMER,
        "n1",
        null,
        at.minusMillis(60),
        at.minusMillis(50),
        outcome == null ? null : at,
        outcome,
        cause,
        null,
        null,
        new ProviderSaid(200, null, null, Duration.ofMillis(40)));
  }
}
