package io.evergrant.timer;

import java.time.Duration;

/** How often the refresh timer looks for due grants ({@code EVERGRANT_TICK}). */
public record Ticks(Duration every) {
  public Ticks {
    if (every.toMillis() < 100 || every.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "EVERGRANT_TICK is " + every + "; it must be from PT0.1S to PT1M, such as PT1S");
    }
  }
}
