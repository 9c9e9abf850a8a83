package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final ProviderId provider = new ProviderId(UUID.randomUUID());
  private final ProviderId another = new ProviderId(UUID.randomUUID());
  private long nanos = Duration.ofHours(1).toNanos();
  private final Lanes lanes = new Lanes(RefreshSettings.DEFAULT, () -> nanos);

  @Test
  void one_goes_first_and_each_answer_makes_room_for_one_more() {
    assertThat(lanes.rooms().others()).isEqualTo(1);
    lanes.enter(provider);
    assertThat(room()).isZero();
    assertThat(lanes.rooms().someFull()).isTrue();
    lanes.leave(provider, ProviderSign.ANSWERED);
    assertThat(room()).isEqualTo(2);
  }

  @Test
  void a_provider_that_hangs_never_holds_all_places() {
    answers(500);
    assertThat(room()).isEqualTo(61).isLessThan(RefreshSettings.DEFAULT.concurrency());
  }

  @Test
  void whoever_asks_on_demand_waits_for_room_and_goes_away_without_it() throws Exception {
    assertThat(lanes.enterWithin(provider, Duration.ZERO)).isTrue();
    assertThat(lanes.enterWithin(provider, Duration.ZERO)).as("the place is taken").isFalse();
    assertThat(room()).isZero();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waits = threads.submit(() -> lanes.enterWithin(provider, Duration.ofSeconds(30)));
      lanes.leave(provider, ProviderSign.NOTHING);
      assertThat(waits.get(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(room()).as("the place that came free is taken again").isZero();
  }

  @Test
  void a_provider_that_limits_us_is_asked_as_fast_as_it_serves() throws Exception {
    answers(50);
    lanes.enter(provider);
    lanes.leave(provider, ProviderSign.LIMITED);
    assertThat(room()).as("nothing was saved up yet").isZero();
    assertThat(lanes.rooms().someFull()).isTrue();
    nanos += TimeUnit.SECONDS.toNanos(1);
    assertThat(room()).as("a twentieth of a second, however long it waited").isEqualTo(2);
    lanes.enter(provider);
    lanes.enter(provider);
    assertThat(lanes.enterWithin(provider, Duration.ZERO)).isFalse();
    assertThat(lanes.awaitRoom(Duration.ofSeconds(5))).as("the next is allowed soon").isTrue();
  }

  @Test
  void whoever_asks_on_demand_waits_in_vain_for_no_longer_than_it_can() {
    lanes.enter(provider);
    assertThat(lanes.enterWithin(provider, Duration.ofMillis(1))).isFalse();
    lanes.leave(provider, ProviderSign.NOTHING);
    assertThat(room()).as("it took none").isEqualTo(1);
  }

  @Test
  void whoever_waits_for_room_at_one_provider_is_not_sent_away_when_another_answers() {
    lanes.enter(provider);
    lanes.enter(another);
    var entered = new CompletableFuture<Boolean>();
    var waiter =
        Thread.ofVirtual()
            .start(() -> entered.complete(lanes.enterWithin(provider, Duration.ofSeconds(30))));
    Threads.untilItWaits(waiter);
    lanes.leave(another, ProviderSign.ANSWERED);
    Threads.untilItWaits(waiter);
    lanes.leave(provider, ProviderSign.NOTHING);
    assertThat(Threads.result(entered)).isTrue();
  }

  @Test
  void room_at_one_provider_is_none_at_another() {
    lanes.enter(another);
    lanes.leave(another, ProviderSign.ANSWERED);
    lanes.enter(provider);
    lanes.enter(another);
    assertThat(lanes.awaitRoom(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void whoever_is_interrupted_while_waiting_on_demand_goes_and_still_knows_it() {
    lanes.enter(provider);
    Thread.currentThread().interrupt();
    assertThat(lanes.enterWithin(provider, Duration.ofMinutes(5))).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    lanes.leave(provider, ProviderSign.NOTHING);
    assertThat(room()).as("it took none").isEqualTo(1);
  }

  @Test
  void after_a_failure_one_tries() {
    answers(10);
    lanes.enter(provider);
    lanes.leave(provider, ProviderSign.BROKEN);
    assertThat(room()).isEqualTo(1);
  }

  @Test
  void a_provider_that_is_away_is_asked_half_as_often_but_never_not_at_all() {
    answers(4);
    lanes.enter(provider);
    lanes.leave(provider, ProviderSign.AWAY);
    assertThat(room()).isEqualTo(2);
    for (var i = 0; i < 5; i++) {
      lanes.enter(provider);
      lanes.leave(provider, ProviderSign.AWAY);
    }
    assertThat(room()).isEqualTo(1);
  }

  @Test
  void what_was_learnt_of_a_provider_lasts_for_a_minute_without_work() {
    answers(10);
    nanos += Duration.ofMinutes(1).toNanos();
    assertThat(room()).isEqualTo(11);
    nanos += 1;
    assertThat(lanes.rooms().known()).as("one goes first again").isEmpty();
  }

  @Test
  void who_waits_for_room_is_woken_when_a_request_ends() throws Exception {
    lanes.enter(provider);
    var room = new CompletableFuture<Boolean>();
    var waiter =
        Thread.ofVirtual()
            .start(() -> room.complete(lanes.awaitRoom(Duration.ofMinutes(5)) && room() == 1));
    Threads.untilItWaits(waiter);
    lanes.leave(provider, ProviderSign.NOTHING);
    assertThat(room.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void who_is_interrupted_while_waiting_for_room_has_none_and_still_knows_it() throws Exception {
    lanes.enter(provider);
    var ended = new CompletableFuture<String>();
    var waiter =
        Thread.ofVirtual()
            .start(
                () -> {
                  var room = lanes.awaitRoom(Duration.ofMinutes(5));
                  ended.complete(room + " " + Thread.currentThread().isInterrupted());
                });
    Threads.untilItWaits(waiter);
    waiter.interrupt();
    assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo("false true");
  }

  @Test
  void who_looks_for_room_or_waited_in_vain_holds_nobody_up() throws Exception {
    lanes.enter(provider);
    lanes.rooms();
    lanes.awaitRoom(Duration.ofMillis(1));
    var left = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(
            () -> {
              lanes.leave(provider, ProviderSign.ANSWERED);
              left.complete(true);
            });
    assertThat(left.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void where_nothing_is_full_nobody_waits() {
    answers(1);
    lanes.enter(provider);
    assertThat(lanes.awaitRoom(Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void where_nothing_ends_the_wait_does() {
    lanes.enter(provider);
    assertThat(lanes.awaitRoom(Duration.ofMillis(1))).isFalse();
  }

  private void answers(int many) {
    for (var i = 0; i < many; i++) {
      lanes.enter(provider);
      lanes.leave(provider, ProviderSign.ANSWERED);
    }
  }

  private int room() {
    return lanes.rooms().known().getOrDefault(provider, -1);
  }
}
