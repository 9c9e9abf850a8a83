package io.evergrant.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.outcome.ProviderSaid;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptStepTest {
  private static final Instant BEGAN = Instant.parse("2026-11-26T10:00:00Z");
  private static final Instant SENT = BEGAN.plusMillis(12);
  private static final Instant ENDED = BEGAN.plusMillis(300);
  private static final ProviderSaid SAID =
      new ProviderSaid(200, null, null, Duration.ofMillis(188));
  private static final ProviderSaid SILENCE =
      new ProviderSaid(null, null, null, Duration.ofMillis(200));

  @Test
  void a_refresh_that_went_well_took_every_step() {
    assertThat(told(SENT, SAID, ENDED, "renewed", "proved"))
        .isEqualTo(
            "INTENT DONE, SENT DONE +12, ANSWER DONE +188, STORED DONE, PROVED DONE, COMMITTED DONE"
                + " +100");
  }

  @Test
  void a_step_that_nobody_asked_for_is_not_shown() {
    assertThat(told(SENT, SAID, ENDED, "renewed", "stored"))
        .doesNotContain("PROVED")
        .contains("STORED DONE");
    assertThat(told(null, null, ENDED, "abandoned", null))
        .isEqualTo("INTENT DONE, COMMITTED DONE +300");
  }

  @Test
  void what_went_wrong_is_named_at_its_step() {
    assertThat(told(SENT, SILENCE, ENDED, "unknown", null)).contains("ANSWER FAILED +200");
    assertThat(told(SENT, SAID, ENDED, "renewed", "disproved")).contains("PROVED FAILED");
    assertThat(told(SENT, SAID, ENDED, "escrowed", "issued")).contains("STORED ESCROWED");
  }

  @Test
  void an_answer_that_only_vault_has_seen_has_no_time() {
    assertThat(told(SENT, null, ENDED, "renewed", "stored"))
        .isEqualTo("INTENT DONE, SENT DONE +12, ANSWER DONE, STORED DONE, COMMITTED DONE +288");
    assertThat(told(SENT, null, ENDED, "unknown", null)).contains("ANSWER FAILED,");
  }

  @Test
  void what_is_under_way_waits_for_the_rest() {
    assertThat(told(SENT, null, null, null, null))
        .isEqualTo(
            "INTENT DONE, SENT DONE +12, ANSWER WAITING, STORED WAITING, PROVED WAITING, COMMITTED"
                + " WAITING");
  }

  private static String told(
      @Nullable Instant sent,
      @Nullable ProviderSaid said,
      @Nullable Instant ended,
      @Nullable String outcome,
      @Nullable String proof) {
    var attempt =
        new AttemptLine(
            new AttemptId(UUID.randomUUID()),
            Trigger.TIMER,
            "n1",
            null,
            BEGAN,
            sent,
            ended,
            outcome,
            null,
            proof,
            null,
            said);
    return String.join(
        ", ",
        AttemptStep.of(attempt).stream()
            .map(
                step -> {
                  var after = step.after();
                  var name = step.kind() + " " + step.state();
                  return after == null ? name : name + " +" + after.toMillis();
                })
            .toList());
  }
}
