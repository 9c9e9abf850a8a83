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
 * How many requests this node may have in flight at each provider: one at first, one more with each
 * answer, one again after a failure or a while without work; and no faster than the provider serves
 * them. So an outage that begins meets few requests on their way, and a provider that hangs never
 * holds all places: some are kept for the others.
 */
@Singleton
public class Lanes {
  private static final int FIRST = 1;
  private static final int RESERVE = 20;

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
      var now = ticker.nanos();
      lanes.forEach((id, lane) -> known.put(id, lane.room(now)));
      return new Rooms(known, Math.min(FIRST, widest));
    } finally {
      lock.unlock();
    }
  }

  void enter(ProviderId provider) {
    lock.lock();
    try {
      lane(provider).enter(ticker.nanos());
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
      while (lane(provider).room(ticker.nanos()) == 0) {
        if (nanos <= 0) {
          return false;
        }
        var look = Math.min(nanos, lane(provider).lookAgainNanos(ticker.nanos()));
        nanos -= look - Math.max(0, left.awaitNanos(look));
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

  private Lane lane(ProviderId provider) {
    return lanes.computeIfAbsent(provider, id -> new Lane(Math.min(FIRST, widest), widest));
  }

  void leave(ProviderId provider, ProviderSign sign) {
    lock.lock();
    try {
      // no lane is forgotten while somebody is in it
      Objects.requireNonNull(lanes.get(provider)).leave(sign, ticker.nanos());
      endings++;
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits, while there is a provider without room, until a request ends or a pace allows the next;
   * false if neither came.
   */
  boolean awaitRoom(Duration patience) {
    lock.lock();
    try {
      var now = ticker.nanos();
      var full = lanes.values().stream().filter(lane -> lane.room(now) == 0).toList();
      if (full.isEmpty()) {
        return true;
      }
      var next = full.stream().mapToLong(lane -> lane.lookAgainNanos(now)).min().orElseThrow();
      var seen = endings;
      var nanos = Math.min(next, patience.toNanos());
      while (endings == seen && nanos > 0) {
        nanos = left.awaitNanos(nanos);
      }
      return endings != seen || next <= patience.toNanos();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
