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
  private long nanos = 3_600_012_345_678L;
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

  @Test
  void what_was_served_in_the_second_before_the_refusal_is_what_is_allowed() {
    serves(60, SECOND / 40);
    pace.limited(nanos);
    assertThat(pace.nanosUntilRoom(nanos)).isBetween(SECOND / 39, SECOND / 37);
  }

  @Test
  void of_the_wait_for_the_next_request_is_left_what_did_not_pass() {
    serves(60, SECOND / 40);
    pace.limited(nanos);
    var wait = pace.nanosUntilRoom(nanos);
    nanos += wait / 2;
    assertThat(pace.room(nanos)).isZero();
    assertThat(pace.nanosUntilRoom(nanos)).isBetween(wait * 48 / 100, wait * 52 / 100);
    nanos += wait;
    assertThat(pace.room(nanos)).isEqualTo(1);
  }

  @Test
  void a_provider_that_refuses_at_once_is_asked_every_second_and_then_every_five_seconds() {
    serves(60, SECOND / 40);
    nanos += 3 * SECOND;
    pace.limited(nanos);
    assertThat(pace.nanosUntilRoom(nanos)).isBetween(SECOND, SECOND * 11 / 10);
    nanos += SECOND * 2;
    pace.limited(nanos);
    assertThat(pace.nanosUntilRoom(nanos)).isEqualTo(5 * SECOND);
  }

  @Test
  void refusals_a_second_apart_are_two() {
    serves(60, SECOND / 40);
    pace.limited(nanos);
    var once = pace.nanosUntilRoom(nanos);
    nanos += SECOND;
    pace.limited(nanos);
    assertThat(pace.nanosUntilRoom(nanos)).isGreaterThan(once * 2);
  }

  @Test
  void what_was_served_earlier_counts_as_much_as_it_reaches_into_the_last_second() {
    serves(40, SECOND / 40);
    nanos += SECOND / 2;
    pace.limited(nanos);
    assertThat(pace.nanosUntilRoom(nanos)).isBetween(SECOND / 21, SECOND / 18);
  }

  @Test
  void near_the_limit_that_was_met_it_grows_little_and_a_tenth_beyond_it_boldly() {
    serves(60, SECOND / 40);
    pace.limited(nanos);
    assertThat(rateAfter(10)).isBetween(39.4, 40.1);
    assertThat(rateAfter(60)).isBetween(44.4, 45.1);
    assertThat(rateAfter(30)).isGreaterThan(70);
  }

  @Test
  void a_request_that_went_out_unasked_counts_as_well() {
    serves(100, SECOND / 100);
    pace.limited(nanos);
    nanos += SECOND;
    pace.asked(nanos);
    assertThat(pace.room(nanos)).as("of the four that were saved").isEqualTo(3);
  }

  /** Asked of it by the wait for room after forty more than there is room for. */
  private double rateAfter(int seconds) {
    for (var i = 0; i < seconds; i++) {
      nanos += SECOND;
      pace.room(nanos);
    }
    for (var i = 0; i < 40; i++) {
      pace.asked(nanos);
    }
    // a twentieth of a second's requests was saved
    return 41 / (pace.nanosUntilRoom(nanos) / (double) SECOND + 0.05);
  }

  private void serves(int many, long apart) {
    for (var i = 0; i < many; i++) {
      nanos += apart;
      pace.answered(nanos);
    }
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
