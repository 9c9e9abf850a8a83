package io.evergrant.domain.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times as people type them. */
public final class AuditTime {
  private AuditTime() {}

  /**
   * A day, which is its beginning, a time of a day, or an instant. Of a time that the zone's clocks
   * show twice the earlier is meant; one that they skip is as much later as they skipped, and a day
   * whose midnight they skip begins when they go on.
   *
   * @param zone for what has no offset
   * @throws java.time.DateTimeException for what is no time
   */
  public static Instant parse(String text, ZoneId zone) {
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
