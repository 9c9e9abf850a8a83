package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HurryTest {
  private final Hurry hurry = new Hurry();

  @Test
  void a_few_are_done_here_and_whoever_comes_then_goes_elsewhere() throws InterruptedException {
    var goOn = new CountDownLatch(1);
    var busy = new CountDownLatch(16);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 16; i++) {
        var unused =
            threads.submit(
                () ->
                    hurry.tryHere(
                        () -> {
                          busy.countDown();
                          await(goOn);
                          return Optional.of(true);
                        }));
      }
      busy.await();
      assertThat(hurry.tryHere(() -> Optional.of(true))).isEmpty();
      goOn.countDown();
    }
    assertThat(hurry.tryHere(() -> Optional.of(true))).contains(true);
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
