package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditMark;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers over time. All bars stand for equally long times, which begin at whole minutes, hours or
 * days in the zone of whoever looks.
 *
 * @param width how long each bar's time is, but where clocks were changed in it
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
  static Histogram of(List<AuditMark> marks, ZoneId zone) {
    var near = marks.getFirst().at();
    return WIDTHS.stream()
        .map(width -> new Numbered(marks, Slots.of(width, zone, near)))
        .filter(numbered -> numbered.count() <= MOST)
        .findFirst()
        .orElseGet(() -> new Numbered(marks, Slots.of(WIDTHS.getLast(), zone, near)))
        .histogram();
  }

  /** Answers, and the slots they are in. */
  private static final class Numbered {
    private final List<AuditMark> marks;
    private final Slots slots;
    private final long first;
    private final long last;

    Numbered(List<AuditMark> marks, Slots slots) {
      this.marks = marks;
      this.slots = slots;
      first = marks.stream().mapToLong(mark -> slots.number(mark.at())).min().orElseThrow();
      last = marks.stream().mapToLong(mark -> slots.number(mark.at())).max().orElseThrow();
    }

    long count() {
      return last - first + 1;
    }

    Histogram histogram() {
      var counts = new int[(int) count()][3];
      for (var mark : marks) {
        counts[(int) (slots.number(mark.at()) - first)][tone(mark.outcome())]++;
      }
      var bars = new ArrayList<Bar>();
      for (var i = 0; i < counts.length; i++) {
        var from = slots.begin(first + i);
        var until = slots.begin(first + i + 1);
        bars.add(new Bar(from, until, counts[i][0], counts[i][1], counts[i][2]));
      }
      return new Histogram(slots.width(), List.copyOf(bars));
    }
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
