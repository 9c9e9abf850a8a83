package io.evergrant.bootstrap;

import io.evergrant.usecase.port.SharedTime;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * P17: the database's time, from the last look at its clock and a monotonic clock since. The clock
 * of this machine counts only until the first look: nodes whose clocks differ agree on every end
 * all the same. Between looks only the rates of two clocks can differ, which is microseconds.
 */
@Singleton
public class SharedClock {
  private final MachineClock machine;
  private final Ticker ticker;
  private volatile @Nullable Look look;

  @Inject
  public SharedClock(MachineClock machine, Ticker ticker) {
    this.machine = machine;
    this.ticker = ticker;
  }

  Instant instant() {
    var last = look;
    return last == null ? machine.instant() : last.there().plusNanos(ticker.nanos() - last.nanos());
  }

  /** Looks at the clock there; the answer was true in the middle of the way. */
  void compare(SharedTime time) {
    var asked = ticker.nanos();
    var there = time.read();
    look = new Look(there, asked + (ticker.nanos() - asked) / 2);
  }

  /** How far the clock of this machine is ahead; negative where it is behind. */
  Duration ahead() {
    return Duration.between(instant(), machine.instant());
  }

  private record Look(Instant there, long nanos) {}
}
