package io.evergrant.chaos;

import io.evergrant.bootstrap.MachineClock;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The clock of a machine that is ten minutes ahead, for a copy of the WAR that has this class. */
@Alternative
@Priority(1)
class FastClock {
  static final Duration BY = Duration.ofMinutes(10);

  @Produces
  @Singleton
  MachineClock clock() {
    return new WrongClock(BY);
  }
}
