package io.evergrant.portal.overview;

import io.evergrant.domain.overview.Pulse;
import io.evergrant.portal.text.Sentences;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;

/** Puts into words how late refreshes are. */
@Named("lagWords")
@Dependent
public class LagWords {
  private static final Duration IN_TIME = Duration.ofSeconds(5);

  private final Sentences text;

  @Inject
  public LagWords(Sentences text) {
    this.text = text;
  }

  /** Rounded down, in the unit that leaves two digits. */
  public String shortly(Duration time) {
    if (time.toSeconds() < 100) {
      return text.of("seconds", time.toSeconds());
    }
    return time.toMinutes() < 100
        ? text.of("overview.minutes", time.toMinutes())
        : text.of("overview.hours", time.toHours());
  }

  /** Colour class. */
  public String tone(Duration lag) {
    if (lag.compareTo(Pulse.LATE) > 0) {
      return "bad";
    }
    return lag.compareTo(IN_TIME) > 0 ? "warn" : "good";
  }

  /** How long the longest waits at that provider; nobody does where it is paused. */
  public String at(Pulse pulse) {
    return pulse.isPaused() ? text.of("provider.status.paused") : shortly(pulse.lag());
  }
}
