package io.evergrant.domain.overview;

import java.util.stream.Stream;

/** Attempts by how they ended. */
public record Counts(long renewed, long open, long failed) {
  public static final Counts NONE = new Counts(0, 0, 0);

  public static Counts of(Stream<Tally> tallies) {
    return tallies.reduce(NONE, Counts::plus, Counts::plus);
  }

  private Counts plus(Tally tally) {
    var n = tally.attempts();
    return switch (tally.kind()) {
      case RENEWED -> plus(new Counts(n, 0, 0));
      case OPEN -> plus(new Counts(0, n, 0));
      case FAILED -> plus(new Counts(0, 0, n));
    };
  }

  public Counts plus(Counts other) {
    return new Counts(renewed + other.renewed, open + other.open, failed + other.failed);
  }

  public long all() {
    return renewed + open + failed;
  }
}
