package io.evergrant.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SharedClockTest {
  private static final Instant THERE = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant HERE = THERE.plus(Duration.ofMinutes(10));

  private Instant machine = HERE;
  private long nanos = 7;
  private final SharedClock clock = new SharedClock(() -> machine, () -> nanos);

  @Test
  void P17_the_time_is_the_databases_and_goes_on_between_two_looks_at_it() {
    clock.compare(() -> THERE);
    assertThat(clock.instant()).isEqualTo(THERE);
    nanos += Duration.ofSeconds(3).toNanos();
    assertThat(clock.instant()).isEqualTo(THERE.plusSeconds(3));
  }

  @Test
  void P17_a_machine_whose_clock_jumps_stays_in_time() {
    clock.compare(() -> THERE);
    machine = HERE.minus(Duration.ofDays(3));
    assertThat(clock.instant()).isEqualTo(THERE);
    assertThat(clock.ahead()).isEqualTo(Duration.ofMinutes(10).minus(Duration.ofDays(3)));
  }

  @Test
  void P17_an_answer_is_taken_to_be_from_the_middle_of_its_way() {
    clock.compare(
        () -> {
          nanos += Duration.ofMillis(200).toNanos();
          return THERE;
        });
    assertThat(clock.instant()).isEqualTo(THERE.plusMillis(100));
  }

  @Test
  void before_the_first_look_the_machines_clock_is_all_there_is() {
    assertThat(clock.instant()).isEqualTo(HERE);
    assertThat(clock.ahead()).isZero();
  }
}
