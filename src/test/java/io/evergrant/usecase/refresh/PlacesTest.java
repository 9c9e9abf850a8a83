package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Twelve places, two of which are worth a claim. */
class PlacesTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Places places = new Places(12, LONG);
  private final CompletableFuture<Integer> taken = new CompletableFuture<>();

  @Test
  void all_that_are_free_and_can_be_used_are_taken_at_once() {
    assertThat(places.take(5)).isEqualTo(5);
    assertThat(places.take(12)).isEqualTo(7);
    assertThat(places.taken()).isEqualTo(12);
  }

  @Test
  void one_that_comes_free_waits_for_a_second() {
    places.take(12);
    var taker = taking(12);
    places.giveBack(1);
    Threads.untilItWaits(taker);
    assertThat(taken).isNotDone();
    places.giveBack(1);
    assertThat(Threads.result(taken)).isEqualTo(2);
    assertThat(places.taken()).isEqualTo(12);
  }

  @Test
  void one_that_waited_long_enough_goes_alone() {
    var impatient = new Places(12, Duration.ZERO);
    impatient.take(11);
    assertThat(impatient.take(12)).isEqualTo(1);
  }

  @Test
  void whoever_can_use_one_only_waits_for_no_other() {
    places.take(11);
    assertThat(places.take(1)).isEqualTo(1);
  }

  @Test
  void few_places_never_gather() {
    var few = new Places(11, LONG);
    few.take(10);
    assertThat(few.take(11)).isEqualTo(1);
  }

  @Test
  void who_is_interrupted_takes_none_and_still_knows_it() {
    Thread.currentThread().interrupt();
    assertThat(places.take(12)).isZero();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(places.taken()).isZero();
  }

  @Test
  void who_is_interrupted_while_places_gather_goes_on_with_the_one() {
    places.take(11);
    var knows = new CompletableFuture<Boolean>();
    var taker =
        Thread.ofVirtual()
            .start(
                () -> {
                  taken.complete(places.take(12));
                  knows.complete(Thread.currentThread().isInterrupted());
                });
    Threads.untilItWaits(taker);
    taker.interrupt();
    assertThat(Threads.result(taken)).isEqualTo(1);
    assertThat(Threads.result(knows)).isTrue();
  }

  @Test
  void one_on_demand_waits_for_its_place_interrupted_or_not() {
    places.take(12);
    Thread.currentThread().interrupt();
    places.giveBack(1);
    places.takeOne();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(places.taken()).isEqualTo(12);
  }

  private Thread taking(int most) {
    var taker = Thread.ofVirtual().start(() -> taken.complete(places.take(most)));
    Threads.untilItWaits(taker);
    return taker;
  }
}
