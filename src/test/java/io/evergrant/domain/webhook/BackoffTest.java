package io.evergrant.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final double MOST = 0.999_999;

  @Test
  void it_doubles_up_to_an_hour() {
    assertThat(pause(1, MOST)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    assertThat(pause(2, MOST)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    assertThat(pause(5, MOST)).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(81));
    assertThat(pause(11, MOST)).isBetween(Duration.ofHours(1), Duration.ofSeconds(3_601));
    assertThat(pause(1_000_000, MOST)).isBetween(Duration.ofHours(1), Duration.ofSeconds(3_601));
  }

  @Test
  void the_jitter_is_full() {
    assertThat(pause(8, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pause(8, 0.5)).isEqualTo(Duration.ofSeconds(321));
    assertThat(pause(0, 0.5)).isEqualTo(pause(1, 0.5));
  }

  @Test
  void a_wish_for_a_rest_is_granted_up_to_six_hours() {
    assertThat(Backoff.after(1, Duration.ofMinutes(10), 0)).isEqualTo(Duration.ofMinutes(10));
    assertThat(Backoff.after(20, Duration.ofSeconds(2), MOST))
        .isGreaterThan(Duration.ofMinutes(59));
    assertThat(Backoff.after(1, Duration.ofDays(365), 0)).isEqualTo(Duration.ofHours(6));
  }

  /** Half an hour on the average: whoever is back after a night is not kept waiting for another. */
  @Test
  void in_three_days_it_is_tried_some_hundred_and_fifty_times() {
    var tries = 0;
    for (var spent = Duration.ZERO; spent.compareTo(Backoff.PATIENCE) < 0; tries++) {
      spent = spent.plus(pause(tries + 1, 0.5));
    }
    assertThat(tries).isBetween(140, 170);
  }

  private static Duration pause(int failures, double chance) {
    return Backoff.after(failures, Duration.ZERO, chance);
  }
}
