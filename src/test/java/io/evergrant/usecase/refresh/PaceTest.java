package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The provider here serves so many requests in each second of its clock, and refuses the others.
 */
class PaceTest {
  private static final long SECOND = 1_000_000_000;
  private static final long STEP = SECOND / 1000;

  private final Pace pace = new Pace();
  private long nanos = 12_345_678;
  private long second;
  private int inSecond;
  private int asked;
  private int refused;

  @Test
  void a_provider_that_never_complains_is_asked_as_fast_as_we_can() {
    pass(2, 100_000);
    assertThat(refused).isZero();
    assertThat(pace.room(nanos)).isEqualTo(Integer.MAX_VALUE);
    assertThat(pace.nanosUntilRoom(nanos)).isZero();
  }

  @Test
  void a_limit_is_learnt_and_nearly_all_of_it_is_used_with_hardly_a_refusal() {
    pass(2, 40);
    asked = 0;
    refused = 0;
    pass(120, 40);
    var served = asked - refused;
    assertThat(served / 120.0).isBetween(0.9 * 40, 40.0);
    assertThat(refused).isLessThan(served / 50);
  }

  @Test
  void a_limit_of_one_a_second_is_borne() {
    pass(10, 1);
    asked = 0;
    refused = 0;
    pass(300, 1);
    assertThat(asked - refused).isGreaterThan(150);
    assertThat(refused).isLessThan(30);
  }

  @Test
  void a_limit_that_is_lifted_is_forgotten_little_by_little() {
    pass(2, 40);
    var refusedSoFar = refused;
    var slow = pass(60, 1_000_000);
    pass(120, 1_000_000);
    assertThat(pass(60, 1_000_000)).isGreaterThan(4 * slow);
    assertThat(refused).isEqualTo(refusedSoFar);
  }

  @Test
  void the_refusals_of_one_burst_are_one() {
    for (var i = 0; i < 100; i++) {
      pace.answered(nanos);
    }
    pace.limited(nanos);
    var once = pace.nanosUntilRoom(nanos);
    for (var i = 0; i < 50; i++) {
      pace.limited(nanos + i);
    }
    assertThat(pace.nanosUntilRoom(nanos)).isEqualTo(once).isBetween(SECOND / 100, SECOND / 90);
  }

  /** Each millisecond as many as there is room for, at most ten; how many were served. */
  private int pass(int seconds, int limit) {
    var served = 0;
    for (var end = nanos + seconds * SECOND; nanos < end; nanos += STEP) {
      for (var i = Math.min(10, pace.room(nanos)); i > 0; i--) {
        pace.asked(nanos);
        asked++;
        if (serves(limit)) {
          served++;
          pace.answered(nanos);
        } else {
          refused++;
          pace.limited(nanos);
        }
      }
    }
    return served;
  }

  private boolean serves(int limit) {
    if (nanos / SECOND != second) {
      second = nanos / SECOND;
      inSecond = 0;
    }
    return ++inSecond <= limit;
  }
}
