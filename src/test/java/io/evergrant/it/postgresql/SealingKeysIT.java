package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.SealingKeyStore;
import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.usecase.port.EndedSealingKeys.Ended;
import io.evergrant.usecase.port.SealingKeys.Fresh;
import io.evergrant.usecase.port.SealingKeys.Taken;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may use a sealing key: one member in one session, once, for five minutes. */
class SealingKeysIT {
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final Household home = new Household();
  private final SealingKeyStore store = new SealingKeyStore(Server.db());

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void P12_a_key_is_taken_once_however_many_come_at_once() throws Exception {
    var key = key();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Taken> take = () -> take(key, "session");
      var taken = threads.invokeAll(IntStream.range(0, 8).mapToObj(n -> take).toList());
      var endings = taken.stream().map(java.util.concurrent.Future::resultNow).toList();
      assertThat(endings).containsOnlyOnce(Taken.TAKEN);
      assertThat(endings).filteredOn(ending -> ending == Taken.USED).hasSize(7);
    }
  }

  @Test
  void P12_another_session_or_member_does_not_find_it_and_does_not_use_it_up() {
    var key = key();
    assertThat(take(key, "another")).isEqualTo(Taken.UNKNOWN);
    assertThat(store.take(home.tenant, key, new MemberId(UUID.randomUUID()), "session"))
        .isEqualTo(Taken.UNKNOWN);
    assertThat(take(new SealingKeyId(UUID.randomUUID()), "session")).isEqualTo(Taken.UNKNOWN);
    assertThat(take(key, "session")).isEqualTo(Taken.TAKEN);
  }

  @Test
  void P12_it_ends_after_five_minutes() {
    var key = key();
    Server.shiftClock(LIFE.minusSeconds(30));
    assertThat(store.countOpen(home.tenant)).isEqualTo(1);
    Server.shiftClock(LIFE.plusSeconds(1));
    assertThat(take(key, "session")).isEqualTo(Taken.ENDED);
    assertThat(store.countOpen(home.tenant)).isZero();
  }

  @Test
  void what_ended_is_destroyed_at_once_and_what_is_in_use_later() {
    var unused = key();
    var used = key();
    take(used, "session");
    assertThat(mine()).isEmpty();
    Server.shiftClock(Duration.ofSeconds(61));
    assertThat(mine()).as("used, and its use is over").containsExactly(used);
    Server.shiftClock(LIFE.plusSeconds(1));
    assertThat(mine()).containsExactlyInAnyOrder(used, unused);
    store.destroyed(home.tenant, used);
    store.destroyed(home.tenant, unused);
    assertThat(mine()).isEmpty();
    assertThat(take(used, "session")).as("it is remembered").isEqualTo(Taken.USED);
    Server.shiftClock(Duration.ofDays(2));
    assertThat(store.forget(Duration.ofDays(1))).isGreaterThanOrEqualTo(2);
    assertThat(take(used, "session")).isEqualTo(Taken.UNKNOWN);
  }

  private SealingKeyId key() {
    var key = new SealingKeyId(UUID.randomUUID());
    store.insert(new Fresh(key, home.tenant, home.admin, "session", LIFE));
    return key;
  }

  private Taken take(SealingKeyId key, String session) {
    return store.take(home.tenant, key, home.admin, session);
  }

  private List<SealingKeyId> mine() {
    return store.toDestroy(1_000).stream()
        .filter(ended -> ended.tenant().equals(home.tenant))
        .map(Ended::id)
        .toList();
  }
}
