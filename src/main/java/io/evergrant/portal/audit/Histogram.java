package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers over time. All bars stand for equally long times, which begin at whole minutes, hours or
 * days in UTC.
 *
 * @param width how long each bar's time is
 */
record Histogram(Duration width, List<Bar> bars) {
  private static final int MOST = 60;

  private static final List<Duration> WIDTHS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(28),
          Duration.ofDays(364));

  /** Of at least one answer. */
  static Histogram of(List<AuditMark> marks) {
    var first = marks.stream().map(AuditMark::at).min(Instant::compareTo).orElseThrow();
    var last = marks.stream().map(AuditMark::at).max(Instant::compareTo).orElseThrow();
    var width =
        WIDTHS.stream()
            .filter(one -> bars(first, last, one) <= MOST)
            .findFirst()
            .orElse(WIDTHS.getLast());
    var seconds = width.toSeconds();
    var begin = Math.floorDiv(first.getEpochSecond(), seconds);
    var counts = new int[(int) bars(first, last, width)][3];
    for (var mark : marks) {
      var bar = (int) (Math.floorDiv(mark.at().getEpochSecond(), seconds) - begin);
      counts[bar][tone(mark.outcome())]++;
    }
    var bars = new ArrayList<Bar>();
    for (var i = 0; i < counts.length; i++) {
      var from = Instant.ofEpochSecond((begin + i) * seconds);
      bars.add(new Bar(from, from.plus(width), counts[i][0], counts[i][1], counts[i][2]));
    }
    return new Histogram(width, List.copyOf(bars));
  }

  private static long bars(Instant first, Instant last, Duration width) {
    var seconds = width.toSeconds();
    return Math.floorDiv(last.getEpochSecond(), seconds)
        - Math.floorDiv(first.getEpochSecond(), seconds)
        + 1;
  }

  private static int tone(@Nullable String outcome) {
    return switch (outcome) {
      case null -> 0;
      case "renewed", "imported" -> 0;
      case "consent_lost", "provider_refused", "refused" -> 2;
      default -> 1;
    };
  }

  int highest() {
    return bars.stream().mapToInt(Bar::all).max().orElse(0);
  }

  /**
   * Answers within a time.
   *
   * @param from included
   * @param until not included
   * @param plain that went well, or have no outcome
   * @param warn put off or in doubt
   * @param bad lost or refused
   */
  record Bar(Instant from, Instant until, int plain, int warn, int bad) {
    int all() {
      return plain + warn + bad;
    }
  }
}
