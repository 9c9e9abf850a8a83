package io.evergrant.domain.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times as people type them. */
public final class AuditTime {
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  /** PostgreSQL knows no year that ISO 8601 writes with a sign, and no log has one. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private AuditTime() {}

  /**
   * The same time.
   *
   * @throws DateTimeException for one that no log could have
   */
  public static Instant within(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new DateTimeException("no time that a log could have");
    }
    return time;
  }

  /**
   * A day, which is its beginning, a time of a day, or an instant. Of a time that the zone's clocks
   * show twice the earlier is meant; one that they skip is as much later as they skipped, and a day
   * whose midnight they skip begins when they go on.
   *
   * @param zone for what has no offset
   * @throws DateTimeException for what is no time that a log could have
   */
  public static Instant parse(String text, ZoneId zone) {
    return within(parsed(text, zone));
  }

  private static Instant parsed(String text, ZoneId zone) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    return hasOffset(text)
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }

  /** Whether it means the same in every zone. */
  public static boolean hasOffset(String text) {
    var time = text.substring(Math.max(0, text.indexOf('T')));
    return text.contains("T") && (time.endsWith("Z") || time.contains("+") || time.contains("-"));
  }
}
