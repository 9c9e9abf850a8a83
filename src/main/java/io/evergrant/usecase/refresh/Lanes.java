package io.evergrant.usecase.refresh;

import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.port.RefreshJournal.Rooms;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests this node may have in flight at each provider: few at first, one more with each
 * answer, few again after a failure or a while without work. So an outage that begins meets few
 * requests on their way, and a provider that hangs never holds all places: some are kept for the
 * others.
 */
@Singleton
public class Lanes {
  private static final int FIRST = 2;
  private static final int RESERVE = 20;
  private static final long FORGOTTEN_NANOS = Duration.ofMinutes(1).toNanos();

  private final int widest;
  private final Ticker ticker;
  private final Map<ProviderId, Lane> lanes = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private long endings;

  @Inject
  public Lanes(RefreshSettings settings, Ticker ticker) {
    this.widest =
        Math.max(1, settings.concurrency() - Math.max(1, settings.concurrency() / RESERVE));
    this.ticker = ticker;
  }

  /** What may be claimed now. */
  Rooms rooms() {
    lock.lock();
    try {
      lanes.values().removeIf(lane -> lane.isForgotten(ticker.nanos()));
      var known = new HashMap<ProviderId, Integer>();
      lanes.forEach((id, lane) -> known.put(id, Math.max(0, lane.width - lane.inFlight)));
      return new Rooms(known, Math.min(FIRST, widest));
    } finally {
      lock.unlock();
    }
  }

  void enter(ProviderId provider) {
    lock.lock();
    try {
      var lane = lanes.computeIfAbsent(provider, id -> new Lane(Math.min(FIRST, widest)));
      lane.inFlight++;
      lane.usedNanos = ticker.nanos();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Enters as soon as there is room, as whoever asks on demand must: a provider that hangs would
   * else hold all places for as many callers.
   *
   * @return false where there was none for so long
   */
  boolean enterWithin(ProviderId provider, Duration patience) {
    lock.lock();
    try {
      var nanos = patience.toNanos();
      while (isFull(provider)) {
        if (nanos <= 0) {
          return false;
        }
        nanos = left.awaitNanos(nanos);
      }
      enter(provider);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(ProviderId provider) {
    var lane = lanes.get(provider);
    return lane != null && lane.inFlight >= lane.width;
  }

  void leave(ProviderId provider, ProviderSign sign) {
    lock.lock();
    try {
      // no lane is forgotten while somebody is in it
      var lane = Objects.requireNonNull(lanes.get(provider));
      lane.inFlight--;
      lane.usedNanos = ticker.nanos();
      lane.width =
          switch (sign) {
            case ANSWERED -> Math.min(widest, lane.width + 1);
            case AWAY -> Math.max(1, lane.width / 2);
            case BROKEN -> 1;
            case NOTHING -> lane.width;
          };
      endings++;
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits, while there is a provider without room, until a request ends; false if none did. */
  boolean awaitRoom(Duration patience) {
    lock.lock();
    try {
      if (lanes.values().stream().noneMatch(lane -> lane.inFlight >= lane.width)) {
        return true;
      }
      var seen = endings;
      var nanos = patience.toNanos();
      while (endings == seen && nanos > 0) {
        nanos = left.awaitNanos(nanos);
      }
      return endings != seen;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Of one provider; guarded by the lock. */
  private static final class Lane {
    private int width;
    private int inFlight;
    private long usedNanos;

    Lane(int width) {
      this.width = width;
    }

    boolean isForgotten(long nanos) {
      return inFlight == 0 && nanos - usedNanos > FORGOTTEN_NANOS;
    }
  }
}
