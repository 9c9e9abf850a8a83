package io.evergrant.domain.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as people type them. */
public final class AuditTime {
  private AuditTime() {}

  /**
   * A day, which is its beginning, a time of a day, or an instant; without an offset it is UTC.
   *
   * @throws java.time.DateTimeException for what is no time
   */
  public static Instant parse(String text) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    var time = text.substring(text.indexOf('T'));
    return time.endsWith("Z") || time.contains("+") || time.contains("-")
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
