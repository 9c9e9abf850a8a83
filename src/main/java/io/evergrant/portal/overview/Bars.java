package io.evergrant.portal.overview;

import io.evergrant.domain.overview.Counts;
import io.evergrant.domain.overview.Tally;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Outcomes as a picture: bars of one width side by side, each with what failed on top of what is
 * open on top of what was renewed. A page draws the three as one path each, which keeps twenty
 * providers small.
 *
 * @param bars from the oldest to the one that still grows; those without attempts are among them
 */
public record Bars(List<Bar> bars) {
  /** What is there is seen, however much more of something else there is. */
  private static final int LEAST = 2;

  public Bars {
    bars = List.copyOf(bars);
  }

  /** One bar, of the hour or the day that began then. */
  public record Bar(Instant since, Counts counts) {}

  /** From the oldest to the one that still grows. */
  static Bars of(List<Tally> tallies, List<Instant> starts) {
    var bySince = tallies.stream().collect(Collectors.groupingBy(Tally::since));
    return new Bars(
        starts.stream()
            .map(
                since -> new Bar(since, Counts.of(bySince.getOrDefault(since, List.of()).stream())))
            .toList());
  }

  public Counts total() {
    return bars.stream().map(Bar::counts).reduce(Counts.NONE, Counts::plus);
  }

  /** The bars in which something happened, for a table. */
  public List<Bar> some() {
    return bars.stream().filter(bar -> bar.counts().all() > 0).toList();
  }

  public long peak() {
    return bars.stream().mapToLong(bar -> bar.counts().all()).max().orElse(0);
  }

  public Paths paths(int pitch, int width, int height) {
    return new Paths(
        path(pitch, width, height, counts -> 0, Counts::renewed),
        path(pitch, width, height, Counts::renewed, Counts::open),
        path(pitch, width, height, counts -> counts.renewed() + counts.open(), Counts::failed));
  }

  private String path(
      int pitch,
      int width,
      int height,
      ToLongFunction<Counts> below,
      ToLongFunction<Counts> shown) {
    var path = new StringBuilder();
    var peak = Math.max(1, peak());
    for (var i = 0; i < bars.size(); i++) {
      var counts = bars.get(i).counts();
      var value = shown.applyAsLong(counts);
      if (value > 0) {
        var tall = Math.max(LEAST, scaled(value, peak, height));
        var foot = Math.min(height - tall, scaled(below.applyAsLong(counts), peak, height));
        path.append('M').append(i * pitch).append(' ').append(height - foot - tall);
        path.append('h').append(width).append('v').append(tall).append('h').append(-width);
        path.append('z');
      }
    }
    return path.toString();
  }

  private static int scaled(long value, long peak, int height) {
    return (int) Math.round((double) value * height / peak);
  }

  /** What an SVG draws. */
  public record Paths(String renewed, String open, String failed) {}
}
