package io.evergrant.adapter.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Response headers by their lower-case names; of several with one name, the first. */
public record Headers(Map<String, String> byName) {
  public Headers {
    byName = Map.copyOf(byName);
  }

  public Optional<String> first(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Now by the clock of whoever sent these, which they tell (RFC 9110 section 6.6.1): the dates
   * beside it are by that clock, too. Ours counts only where they do not tell.
   */
  public Instant sentAt(InstantSource ours) {
    return first("Date").map(Headers::date).orElseGet(ours::instant);
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

  /** Cookies and the like stay out of logs. */
  @Override
  public String toString() {
    return "Headers" + byName.keySet();
  }
}
