package io.evergrant.usecase.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalQuery;
import java.util.Locale;
import java.util.Optional;

/**
 * Times as the libraries wrote them: {@code time.time()} with its fraction, whole seconds, and ISO
 * 8601 with or without its offset. Without one it is UTC: what they wrote came from {@code
 * utcnow()}.
 */
final class Times {
  /** Later than any token lives, and less than any time since 1974 that was counted in ms. */
  private static final Instant LAST = Instant.parse("5000-01-01T00:00:00Z");

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXXXX][XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private static final TemporalQuery<OffsetDateTime> WITH_OFFSET = OffsetDateTime::from;
  private static final TemporalQuery<LocalDateTime> WITHOUT = LocalDateTime::from;

  private Times() {}

  static Optional<Instant> read(String written) {
    if (written.length() > 10 && written.charAt(4) == '-') {
      return iso(written);
    }
    return seconds(written)
        .filter(seconds -> seconds >= 0 && seconds < LAST.getEpochSecond())
        .map(seconds -> Instant.ofEpochMilli((long) Math.floor(seconds * 1_000)));
  }

  /** Exponents are read as a double, so that none of them costs more than its letters. */
  static Optional<Double> seconds(String written) {
    if (!written.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
      return Optional.empty();
    }
    var seconds = Double.parseDouble(written);
    return Double.isFinite(seconds) ? Optional.of(seconds) : Optional.empty();
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
    return at.isBefore(Instant.EPOCH) || !at.isBefore(LAST) ? Optional.empty() : Optional.of(at);
  }
}
