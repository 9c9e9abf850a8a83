package io.evergrant.bootstrap;

import io.evergrant.usecase.port.Chance;
import io.evergrant.usecase.port.Rest;
import io.evergrant.usecase.port.Ticker;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Time and chance as the rest of the code receives them: as arguments. */
class Clocks {
  @Produces
  @Singleton
  InstantSource clock(SharedClock shared) {
    return shared::instant;
  }

  @Produces
  @Singleton
  MachineClock machine() {
    return Clock.systemUTC()::instant;
  }

  @Produces
  @Singleton
  Ticker ticker() {
    return System::nanoTime;
  }

  @Produces
  @Singleton
  Rest rest() {
    return Thread::sleep;
  }

  @Produces
  @Singleton
  Chance chance() {
    return () -> ThreadLocalRandom.current().nextDouble();
  }
}
