package io.evergrant.adapter.together;

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
  private final List<List<Integer>> asked = new CopyOnWriteArrayList<>();

  /** The first question waits for it, so that the others are there when it is answered. */
  private final CountDownLatch goOn = new CountDownLatch(1);

  private final CountDownLatch begun = new CountDownLatch(1);

  @Test
  void one_that_is_alone_is_asked_at_once() {
    goOn.countDown();
    together(items -> {}).ask(1);
    assertThat(asked).containsExactly(List.of(1));
  }

  @Test
  void what_comes_meanwhile_is_asked_in_one_go_and_each_once() throws Exception {
    var ended = behindTheFirst(together(items -> {}), 500);
    for (var i = 0; i < ended.size(); i++) {
      assertThat(ended.get(i).get()).isEqualTo(2 * i);
    }
    // the first alone, then as many as may go together
    assertThat(asked).extracting(List::size).startsWith(1, 200, 200).hasSize(4);
    assertThat(asked.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, 500).boxed().toList());
  }

  @Test
  void one_that_is_refused_takes_no_other_with_it() throws Exception {
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
    assertThat(asked).hasSize(2);
  }

  @Test
  void nobody_waits_for_an_asker_that_breaks_off() throws Exception {
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

  private Together<Integer, Integer> together(Consumer<List<Integer>> fault) {
    return new Together<>(
        items -> {
          asked.add(items);
          begun.countDown();
          await(goOn);
          fault.accept(items);
          return items.stream().map(item -> item * 2).toList();
        });
  }

  /** Calls 0, and while it is being answered all others; the list is in their order. */
  private List<Future<Integer>> behindTheFirst(Together<Integer, Integer> together, int others)
      throws InterruptedException {
    var ended = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ended.add(threads.submit(() -> together.ask(0)));
      begun.await();
      for (var i = 1; i <= others; i++) {
        var item = i;
        ended.add(threads.submit(() -> together.ask(item)));
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
