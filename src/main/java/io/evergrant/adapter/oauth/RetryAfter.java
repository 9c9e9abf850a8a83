package io.evergrant.adapter.oauth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or a date. At most a day is believed. */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * Null where it says nothing that can be read; zero where its date is over.
   *
   * @param now by the clock of whoever wrote the date, as far as it is known
   */
  static @Nullable Duration read(String value, Instant now) {
    var wait = parse(value.strip(), now);
    if (wait == null) {
      return null;
    }
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static @Nullable Duration parse(String value, Instant now) {
    if (value.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    var date = date(value);
    return date == null ? null : Duration.between(now, date);
  }

  /**
   * A date as HTTP writes it (RFC 9110 section 5.6.7, the form that may be sent); null for others.
   */
  static @Nullable Instant date(String value) {
    try {
      return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
