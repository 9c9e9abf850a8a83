package io.evergrant.adapter.http;

import io.evergrant.adapter.http.Got.NotSentCause;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far one request has come. Whoever gives up and whoever sends agree here on which was first: a
 * request that was given up before its first byte is never sent afterwards.
 */
final class Passage {
  /** Each request has a thread of its own; the client's hooks find its passage there. */
  private static final ThreadLocal<@Nullable Passage> HERE = new ThreadLocal<>();

  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private final LongSupplier nanoTime;
  private final long startedAt;
  private volatile long countedFrom;

  Passage(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
    this.countedFrom = startedAt;
  }

  /** The passage of the request that this thread was made for. */
  static Passage here() {
    return Objects.requireNonNull(HERE.get(), "no request runs on this thread");
  }

  void enter() {
    HERE.set(this);
  }

  void looksUp() {
    advance(Stage.WAITING, Stage.RESOLVING);
  }

  void connects() {
    advance(Stage.RESOLVING, Stage.CONNECTING);
  }

  void shakesHands() {
    advance(Stage.CONNECTING, Stage.HANDSHAKING);
  }

  /** Answers false if the request was given up: then nothing may be written. */
  boolean sends() {
    var before = stage.get();
    while (before.isBeforeSending()) {
      if (stage.compareAndSet(before, Stage.SENDING)) {
        countedFrom = nanoTime.getAsLong();
        return true;
      }
      before = stage.get();
    }
    return false;
  }

  void answered() {
    advance(Stage.SENDING, Stage.ANSWERING);
  }

  /** Gives the request up, unless it is being sent already; answers where it stood. */
  Stage giveUp() {
    var before = stage.get();
    while (before.isBeforeSending()) {
      if (stage.compareAndSet(before, Stage.GIVEN_UP)) {
        return before;
      }
      before = stage.get();
    }
    return before;
  }

  Stage stage() {
    return stage.get();
  }

  long nanosSinceStart() {
    return nanoTime.getAsLong() - startedAt;
  }

  /** From the first byte sent, or from the start where none was. */
  Duration latency() {
    return Duration.ofNanos(nanoTime.getAsLong() - countedFrom);
  }

  private void advance(Stage from, Stage to) {
    stage.compareAndSet(from, to);
  }

  /** In the order of passing; a kept-alive connection skips from waiting to sending. */
  enum Stage {
    WAITING(NotSentCause.CONNECT),
    RESOLVING(NotSentCause.DNS),
    CONNECTING(NotSentCause.CONNECT),
    HANDSHAKING(NotSentCause.TLS),
    GIVEN_UP(NotSentCause.CONNECT),
    SENDING(NotSentCause.CONNECT),
    ANSWERING(NotSentCause.CONNECT);

    private final NotSentCause causeHere;

    Stage(NotSentCause causeHere) {
      this.causeHere = causeHere;
    }

    boolean isBeforeSending() {
      return compareTo(GIVEN_UP) < 0;
    }

    /** Whether a byte of the request may have left. */
    boolean mayHaveLeft() {
      return compareTo(SENDING) >= 0;
    }

    NotSentCause causeHere() {
      return causeHere;
    }
  }
}
