package io.evergrant.bootstrap;

import java.time.Instant;

/** The clock of the machine a node runs on, which may be wrong; see {@link SharedClock}. */
@FunctionalInterface
public interface MachineClock {
  Instant instant();
}
