package io.evergrant.adapter.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} (RFC 9110 section 10.2.3): seconds, or a date. At most a day is believed. */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** What these headers ask for; null where they do not. */
  public static @Nullable Duration of(Headers headers, InstantSource clock) {
    return headers
        .first("Retry-After")
        .map(value -> read(value, headers.sentAt(clock)))
        .orElse(null);
  }

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
    var date = Headers.date(value);
    return date == null ? null : Duration.between(now, date);
  }
}
