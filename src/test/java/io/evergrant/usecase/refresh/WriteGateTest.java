package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.StoreUnavailable;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriteGateTest {
  private static final Duration FRESH = Duration.ofSeconds(2);

  private long nanos = 7_000_000_000L;
  private int vaultCanaries;
  private int databaseCanaries;
  private boolean vaultAway;
  private boolean databaseAway;
  private Runnable whileVaultWrites = () -> {};

  private final WriteGate gate =
      new WriteGate(
          this::writeToVault,
          node -> databaseCanaries += written(databaseAway),
          new PortalSettings("node-1", URI.create("http://localhost:8080")),
          () -> nanos);

  @Test
  void P02_at_first_each_store_is_asked_to_write_once() {
    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(1);
    assertThat(databaseCanaries).isEqualTo(1);
  }

  @Test
  void P02_what_was_seen_to_write_is_good_for_less_than_two_seconds() {
    gate.isOpen();
    pass(FRESH.minusNanos(1));
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(1);
    pass(Duration.ofNanos(1));
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(2);
    assertThat(databaseCanaries).isEqualTo(2);
  }

  @Test
  void P02_real_work_takes_the_canarys_place() {
    gate.isOpen();
    pass(FRESH);
    gate.vaultWrote();
    gate.databaseWrote();
    pass(FRESH.minusNanos(1));
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(1);
    assertThat(databaseCanaries).isEqualTo(1);
  }

  @Test
  void P02_a_failure_of_vault_closes_until_a_canary_passes() {
    gate.isOpen();
    vaultAway = true;
    gate.vaultFailed();
    assertThat(gate.isOpen()).isFalse();
    vaultAway = false;
    assertThat(gate.isOpen()).isTrue();
    assertThat(vaultCanaries).isEqualTo(2);
    assertThat(databaseCanaries).isEqualTo(1);
  }

  @Test
  void P02_a_failure_of_the_database_closes_until_a_canary_passes() {
    gate.isOpen();
    databaseAway = true;
    gate.databaseFailed();
    assertThat(gate.isOpen()).isFalse();
    databaseAway = false;
    assertThat(gate.isOpen()).isTrue();
    assertThat(databaseCanaries).isEqualTo(2);
  }

  @Test
  void P02_a_slow_canary_counts_from_its_start() {
    whileVaultWrites = () -> pass(Duration.ofMillis(1500));
    assertThat(gate.isOpen()).isTrue();
    whileVaultWrites = () -> {};
    pass(Duration.ofMillis(500));
    gate.isOpen();
    assertThat(vaultCanaries).isEqualTo(2);
  }

  @Test
  void P02_whoever_comes_while_a_canary_is_out_waits_for_it_and_sends_none() throws Exception {
    var out = new CountDownLatch(1);
    var back = new CountDownLatch(1);
    whileVaultWrites =
        () -> {
          out.countDown();
          await(back);
        };
    var first = CompletableFuture.supplyAsync(gate::isOpen, Thread::startVirtualThread);
    await(out);
    var second = new CompletableFuture<Boolean>();
    var waiting = new Thread(() -> second.complete(gate.isOpen()));
    waiting.setDaemon(true);
    waiting.start();
    awaitItsWait(waiting);
    back.countDown();
    assertThat(first.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(second.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(vaultCanaries).isEqualTo(1);
    assertThat(databaseCanaries).isEqualTo(1);
  }

  @Test
  void P02_a_canary_that_failed_leaves_the_way_free_for_the_next() throws Exception {
    vaultAway = true;
    assertThat(elsewhere()).isFalse();
    vaultAway = false;
    assertThat(elsewhere()).isTrue();
    assertThat(vaultCanaries).isEqualTo(1);
  }

  /** Asked by another thread, which gets no answer while somebody keeps the canaries to himself. */
  private boolean elsewhere() throws Exception {
    return CompletableFuture.supplyAsync(gate::isOpen, Thread::startVirtualThread)
        .get(5, TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitItsWait(Thread thread) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime()).as("it waits").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void writeToVault(String node) {
    whileVaultWrites.run();
    vaultCanaries += written(vaultAway);
  }

  private static int written(boolean away) {
    if (away) {
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
    }
    return 1;
  }
}
