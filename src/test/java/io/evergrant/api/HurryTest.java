package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HurryTest {
  private final AtomicLong now = new AtomicLong();
  private final Hurry hurry = new Hurry(now::get);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void many_are_done_here_while_they_come_to_an_end() throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      stay(threads, 64);
      assertThat(hurry.tryHere(() -> Optional.of(true))).isEmpty();
      goOn.countDown();
    }
    assertThat(hurry.tryHere(() -> Optional.of(true))).contains(true);
  }

  @Test
  void a_few_are_done_here_where_none_comes_to_an_end() throws InterruptedException {
    now.addAndGet(Duration.ofMillis(11).toNanos());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      stay(threads, 16);
      assertThat(hurry.tryHere(() -> Optional.of(true))).isEmpty();
      goOn.countDown();
    }
    assertThat(hurry.tryHere(() -> Optional.of(true))).contains(true);
  }

  /** So many are inside, and do not come to an end. */
  private void stay(ExecutorService threads, int many) throws InterruptedException {
    var inside = new CountDownLatch(many);
    for (var i = 0; i < many; i++) {
      var unused =
          threads.submit(
              () ->
                  hurry.tryHere(
                      () -> {
                        inside.countDown();
                        await(goOn);
                        return Optional.of(true);
                      }));
    }
    inside.await();
  }

  @Test
  void a_place_is_free_again_whatever_happened() {
    for (var i = 0; i < 100; i++) {
      assertThatThrownBy(
              () ->
                  hurry.tryHere(
                      () -> {
                        throw new IllegalStateException("told to");
                      }))
          .hasMessage("told to");
    }
    assertThat(hurry.tryHere(() -> Optional.of(true))).contains(true);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
