package io.evergrant.cli;

import java.time.Duration;

/** Waits. */
interface Pause {
  void of(Duration duration);
}
