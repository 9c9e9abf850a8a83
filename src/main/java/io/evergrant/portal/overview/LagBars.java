package io.evergrant.portal.overview;

import io.evergrant.domain.overview.Pulse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * How long due grants wait now, as a picture: one bar for each provider where one has waited for a
 * second. Nobody waits at a provider that is paused.
 *
 * @param bars the longest first, as many as are seen at once
 * @param waiting at how many providers there are such grants
 */
public record LagBars(List<Bar> bars, int waiting) {
  /** Of the bar of the longest wait. */
  public static final int LENGTH = 1_000;

  /** What is there is seen, however much longer something else waits. */
  private static final int LEAST = 12;

  private static final int AT_ONCE = 10;
  private static final Duration SEEN = Duration.ofSeconds(1);

  public LagBars {
    bars = List.copyOf(bars);
  }

  static LagBars of(List<Pulse> pulses) {
    var waiting =
        pulses.stream()
            .filter(pulse -> !pulse.isPaused() && pulse.lag().compareTo(SEEN) >= 0)
            .sorted(Comparator.comparing(Pulse::lag).reversed())
            .toList();
    // where all are in time no bar is long
    var longest =
        waiting.stream().map(Pulse::lag).reduce(Pulse.LATE, (a, b) -> a.compareTo(b) > 0 ? a : b);
    return new LagBars(
        waiting.stream()
            .limit(AT_ONCE)
            .map(pulse -> new Bar(pulse, length(pulse.lag(), longest)))
            .toList(),
        waiting.size());
  }

  private static int length(Duration lag, Duration longest) {
    return Math.max(LEAST, (int) (LENGTH * lag.toMillis() / longest.toMillis()));
  }

  /** How many have no bar: the table has them. */
  public int further() {
    return waiting - bars.size();
  }

  /** One provider. */
  public record Bar(Pulse pulse, int length) {}
}
