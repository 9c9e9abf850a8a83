package io.evergrant.domain.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;

/** When the hours and days of a picture began, from the oldest to the one that still goes on. */
public final class Starts {
  private static final int HOURS = 24;
  private static final int HOUR = 3_600;
  private static final int DAYS = 30;

  private Starts() {}

  /** Of the last day: outcomes are counted by hours of UTC, and no zone cuts them finer. */
  public static List<Instant> hours(Instant now) {
    var newest = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), HOUR) * HOUR);
    return LongStream.range(0, HOURS)
        .mapToObj(n -> newest.minus(Duration.ofHours(HOURS - 1 - n)))
        .toList();
  }

  /** Of the last month: days of that zone, of which some have 23 or 25 hours. */
  public static List<Instant> days(Instant now, ZoneId zone) {
    var today = LocalDate.ofInstant(now, zone);
    return LongStream.range(0, DAYS)
        .mapToObj(n -> today.minusDays(DAYS - 1 - n).atStartOfDay(zone).toInstant())
        .toList();
  }
}
