package io.evergrant.adapter.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or a date. At most a day is believed. */
public record RetryAfter(InstantSource clock) {
  private static final Duration LONGEST = Duration.ofDays(1);

  public @Nullable Duration read(String value) {
    var wait = parse(value.strip());
    if (wait == null || wait.isNegative()) {
      return null;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private @Nullable Duration parse(String value) {
    if (value.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      var date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(clock.instant(), date.toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
