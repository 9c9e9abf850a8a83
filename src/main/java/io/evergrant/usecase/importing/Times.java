package io.evergrant.usecase.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalQuery;
import java.util.Optional;

/**
 * Times as the libraries wrote them: {@code time.time()} with its fraction, whole seconds, and ISO
 * 8601 with or without its offset. Without one it is UTC: what they wrote came from {@code
 * utcnow()}.
 */
final class Times {
  /** 9999-12-31, and less than any time in milliseconds since 2001. */
  private static final double LAST = 253_402_300_799.0;

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXXXX][XXX][XX][X]")
          .toFormatter(java.util.Locale.ROOT);

  private static final TemporalQuery<OffsetDateTime> WITH_OFFSET = OffsetDateTime::from;
  private static final TemporalQuery<LocalDateTime> WITHOUT = LocalDateTime::from;

  private Times() {}

  static Optional<Instant> read(String written) {
    if (written.length() > 10 && written.charAt(4) == '-') {
      return iso(written);
    }
    return seconds(written)
        .filter(seconds -> seconds >= 0 && seconds <= LAST)
        .map(seconds -> Instant.ofEpochMilli((long) Math.floor(seconds * 1_000)))
        .filter(at -> !isInMilliseconds(at));
  }

  /** Exponents are read as a double, so that none of them costs more than its letters. */
  static Optional<Double> seconds(String written) {
    if (!written.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
      return Optional.empty();
    }
    var seconds = Double.parseDouble(written);
    return Double.isFinite(seconds) ? Optional.of(seconds) : Optional.empty();
  }

  /** A token that lives until the year 5000 was counted in another unit. */
  private static boolean isInMilliseconds(Instant at) {
    return at.isAfter(Instant.parse("5000-01-01T00:00:00Z"));
  }

  private static Optional<Instant> iso(String written) {
    try {
      var text = written.charAt(10) == ' ' ? written.replaceFirst(" ", "T") : written;
      return switch (ISO.parseBest(text, WITH_OFFSET, WITHOUT)) {
        case OffsetDateTime at -> inRange(at.toInstant());
        case LocalDateTime at -> inRange(at.toInstant(ZoneOffset.UTC));
        default -> Optional.empty();
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> inRange(Instant at) {
    return at.isBefore(Instant.EPOCH) || isInMilliseconds(at) ? Optional.empty() : Optional.of(at);
  }
}
