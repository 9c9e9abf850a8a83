package io.evergrant.adapter.together;

import io.evergrant.usecase.port.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store in one go for what came while it was last being asked: whoever comes first asks, the
 * others wait for him and find theirs answered. What a caller gets was asked after he came. Nobody
 * waits for company, and there is no thread of its own that could die.
 *
 * @param <Q> what is asked, or written
 * @param <A> what comes of it
 */
public final class Together<Q, A> {
  private static final int MOST = 200;

  private final Queue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
  private final Lock asking = new ReentrantLock();
  private final Function<List<Q>, List<A>> store;

  /**
   * @param store answers several in their order; may throw {@link StoreUnavailable} for all of them
   */
  public Together(Function<List<Q>, List<A>> store) {
    this.store = store;
  }

  /** Throws what the store threw for this one. */
  public A ask(Q question) {
    var mine = new Waiting<Q, A>(question);
    queue.add(mine);
    while (!mine.done) {
      asking.lock();
      try {
        if (!mine.done) {
          askNext();
        }
      } finally {
        asking.unlock();
      }
    }
    return mine.result();
  }

  /** How many came that nobody asks for yet. */
  int waiting() {
    return queue.size();
  }

  private void askNext() {
    var next = new ArrayList<Waiting<Q, A>>();
    while (next.size() < MOST && queue.peek() != null) {
      next.add(queue.remove());
    }
    try {
      askFor(next);
    } finally {
      // an error that is no exception: nobody waits for what nobody asks any more
      next.stream()
          .filter(waiting -> !waiting.done)
          .forEach(waiting -> waiting.refuse(new IllegalStateException("the asker broke off")));
    }
  }

  private void askFor(List<Waiting<Q, A>> several) {
    try {
      var answers = store.apply(several.stream().map(waiting -> waiting.question).toList());
      for (var i = 0; i < several.size(); i++) {
        several.get(i).answer(answers.get(i));
      }
    } catch (StoreUnavailable e) {
      several.forEach(waiting -> waiting.refuse(e));
    } catch (RuntimeException e) {
      if (several.size() == 1) {
        several.getFirst().refuse(e);
      } else {
        // one that is refused takes no other with it
        several.forEach(waiting -> askFor(List.of(waiting)));
      }
    }
  }

  private static final class Waiting<Q, A> {
    private final Q question;
    private @Nullable A answer;
    private @Nullable RuntimeException refusal;
    private volatile boolean done;

    private Waiting(Q question) {
      this.question = question;
    }

    private void answer(A found) {
      answer = found;
      done = true;
    }

    private void refuse(RuntimeException why) {
      refusal = why;
      done = true;
    }

    private A result() {
      if (answer != null) {
        return answer;
      }
      throw refusal == null ? new IllegalStateException("not asked") : refusal;
    }
  }
}
