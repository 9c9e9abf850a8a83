package io.evergrant.adapter.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.usecase.port.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TogetherTest {
  private final List<List<Integer>> written = new CopyOnWriteArrayList<>();

  /** The first write waits for it, so that the others are there when it ends. */
  private final CountDownLatch goOn = new CountDownLatch(1);

  private final CountDownLatch begun = new CountDownLatch(1);

  @Test
  void one_that_is_alone_is_written_at_once() {
    goOn.countDown();
    together(items -> {}).write(1);
    assertThat(written).containsExactly(List.of(1));
  }

  @Test
  void what_comes_during_a_write_is_written_in_one_go_and_each_once() throws Exception {
    var ended = behindTheFirst(together(items -> {}), 500);
    for (var end : ended) {
      end.get();
    }
    // the first alone, then as many as may go together
    assertThat(written).extracting(List::size).startsWith(1, 200, 200).hasSize(4);
    assertThat(written.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, 500).boxed().toList());
  }

  @Test
  void one_that_cannot_be_written_takes_no_other_with_it() throws Exception {
    var ended =
        behindTheFirst(
            together(
                items -> {
                  if (items.contains(7)) {
                    throw new IllegalStateException("seven");
                  }
                }),
            20);
    for (var i = 0; i < ended.size(); i++) {
      if (i == 7) {
        assertThatThrownBy(ended.get(i)::get).hasRootCauseMessage("seven");
      } else {
        ended.get(i).get();
      }
    }
  }

  @Test
  void a_store_that_does_not_serve_is_told_to_all_and_asked_once() throws Exception {
    var ended =
        behindTheFirst(
            together(
                items -> {
                  if (items.size() > 1) {
                    throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "away");
                  }
                }),
            20);
    ended.getFirst().get();
    for (var end : ended.subList(1, ended.size())) {
      assertThatThrownBy(end::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StoreUnavailable.class);
    }
    assertThat(written).hasSize(2);
  }

  @Test
  void nobody_waits_for_a_writer_that_breaks_off() throws Exception {
    var ended =
        behindTheFirst(
            together(
                items -> {
                  if (items.size() > 1) {
                    throw new AssertionError("no memory, say");
                  }
                }),
            20);
    ended.getFirst().get();
    for (var end : ended.subList(1, ended.size())) {
      assertThatThrownBy(end::get).isInstanceOf(ExecutionException.class);
    }
  }

  private Together<Integer> together(Consumer<List<Integer>> fault) {
    return new Together<>(
        items -> {
          written.add(items);
          begun.countDown();
          await(goOn);
          fault.accept(items);
        });
  }

  /** Calls 0, and while it is being written all others; the list is in their order. */
  private List<Future<?>> behindTheFirst(Together<Integer> together, int others)
      throws InterruptedException {
    var ended = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ended.add(threads.submit(() -> together.write(0)));
      begun.await();
      for (var i = 1; i <= others; i++) {
        var item = i;
        ended.add(threads.submit(() -> together.write(item)));
      }
      while (together.waiting() < others) {
        Thread.sleep(1);
      }
      goOn.countDown();
    }
    return ended;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
