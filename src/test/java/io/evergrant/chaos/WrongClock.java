package io.evergrant.chaos;

import io.evergrant.bootstrap.MachineClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** The clock of a machine that is wrong by so much. The first time it is asked it says so. */
final class WrongClock implements MachineClock {
  private static final System.Logger LOG = System.getLogger(WrongClock.class.getName());

  private final Duration by;
  private final AtomicBoolean told = new AtomicBoolean();

  WrongClock(Duration by) {
    this.by = by;
  }

  /** What the log of its node says once the portal has asked it. */
  static String says(Duration by) {
    return "this clock is wrong by " + by + ":";
  }

  @Override
  public Instant instant() {
    var now = InstantSource.system().instant().plus(by);
    if (told.compareAndSet(false, true)) {
      LOG.log(System.Logger.Level.INFO, says(by) + " " + now);
    }
    return now;
  }
}
