package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final ProviderId provider = new ProviderId(UUID.randomUUID());
  private long nanos;
  private final Lanes lanes = new Lanes(RefreshSettings.DEFAULT, () -> nanos);

  @Test
  void few_go_first_and_each_answer_makes_room_for_one_more() {
    assertThat(lanes.rooms().others()).isEqualTo(2);
    lanes.enter(provider);
    lanes.enter(provider);
    assertThat(room()).isZero();
    assertThat(lanes.rooms().someFull()).isTrue();
    lanes.leave(provider, ProviderSign.ANSWERED);
    assertThat(room()).isEqualTo(2);
  }

  @Test
  void a_provider_that_hangs_never_holds_all_places() {
    for (var i = 0; i < 500; i++) {
      lanes.enter(provider);
      lanes.leave(provider, ProviderSign.ANSWERED);
    }
    assertThat(room()).isEqualTo(61).isLessThan(RefreshSettings.DEFAULT.concurrency());
  }

  @Test
  void after_a_failure_one_tries() {
    for (var i = 0; i < 10; i++) {
      lanes.enter(provider);
      lanes.leave(provider, ProviderSign.ANSWERED);
    }
    lanes.enter(provider);
    lanes.leave(provider, ProviderSign.BROKEN);
    assertThat(room()).isEqualTo(1);
  }

  @Test
  void after_a_while_without_work_few_go_first_again() {
    for (var i = 0; i < 10; i++) {
      lanes.enter(provider);
      lanes.leave(provider, ProviderSign.ANSWERED);
    }
    nanos += Duration.ofMinutes(2).toNanos();
    assertThat(lanes.rooms().known()).isEmpty();
  }

  @Test
  void who_waits_for_room_is_woken_when_a_request_ends() throws Exception {
    lanes.enter(provider);
    lanes.enter(provider);
    var waiter = Thread.ofVirtual().start(() -> lanes.awaitRoom(Duration.ofMinutes(5)));
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    lanes.leave(provider, ProviderSign.NOTHING);
    waiter.join(Duration.ofSeconds(30));
    assertThat(waiter.isAlive()).isFalse();
  }

  @Test
  void where_nothing_is_full_nobody_waits() {
    assertThat(lanes.awaitRoom(Duration.ofMinutes(5))).isTrue();
  }

  @Test
  void where_nothing_ends_the_wait_does() {
    lanes.enter(provider);
    lanes.enter(provider);
    assertThat(lanes.awaitRoom(Duration.ofMillis(1))).isFalse();
  }

  private int room() {
    return lanes.rooms().known().getOrDefault(provider, -1);
  }
}
