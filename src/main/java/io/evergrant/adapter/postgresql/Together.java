package io.evergrant.adapter.postgresql;

import io.evergrant.usecase.port.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes in one go what came while the last was being written: whoever comes first writes, the
 * others wait for him and find theirs done. Nobody waits for company, and there is no thread of its
 * own that could die.
 */
final class Together<T> {
  private static final int MOST = 200;

  private final Queue<Waiting<T>> queue = new ConcurrentLinkedQueue<>();
  private final Lock writing = new ReentrantLock();
  private final Consumer<List<T>> writer;

  Together(Consumer<List<T>> writer) {
    this.writer = writer;
  }

  /** Returns when it is written, and throws what the writer threw for it. */
  void write(T item) {
    var mine = new Waiting<>(item);
    queue.add(mine);
    while (!mine.done) {
      writing.lock();
      try {
        if (!mine.done) {
          writeNext();
        }
      } finally {
        writing.unlock();
      }
    }
    if (mine.refusal != null) {
      throw mine.refusal;
    }
  }

  /** How many came that nobody writes yet. */
  int waiting() {
    return queue.size();
  }

  private void writeNext() {
    var next = new ArrayList<Waiting<T>>();
    while (next.size() < MOST && queue.peek() != null) {
      next.add(queue.remove());
    }
    try {
      var refusal = write(next);
      if (refusal == null || refusal instanceof StoreUnavailable || next.size() == 1) {
        next.forEach(waiting -> waiting.end(refusal));
      } else {
        // one that cannot be written takes no other with it
        next.forEach(waiting -> waiting.end(write(List.of(waiting))));
      }
    } finally {
      // an error that is no exception: nobody waits for what nobody writes any more
      next.stream()
          .filter(waiting -> !waiting.done)
          .forEach(waiting -> waiting.end(new IllegalStateException("the writer broke off")));
    }
  }

  private @Nullable RuntimeException write(List<Waiting<T>> several) {
    try {
      writer.accept(several.stream().map(waiting -> waiting.item).toList());
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static final class Waiting<T> {
    private final T item;
    private @Nullable RuntimeException refusal;
    private volatile boolean done;

    private Waiting(T item) {
      this.item = item;
    }

    private void end(@Nullable RuntimeException how) {
      refusal = how;
      done = true;
    }
  }
}
