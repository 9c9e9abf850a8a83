package io.evergrant.usecase.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** A life as people write it: {@code 90d}, {@code 12h}, {@code 30m}. */
public final class Span {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})\\s*([dhm])");
  private static final Duration LONGEST = Duration.ofDays(3_650);

  private Span() {}

  /** Empty where it cannot be read or is longer than ten years. */
  static Optional<Duration> parse(String text) {
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    var number = Long.parseLong(form.group(1));
    var span =
        switch (form.group(2)) {
          case "d" -> Duration.ofDays(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofMinutes(number);
        };
    return Optional.of(span).filter(found -> found.compareTo(LONGEST) <= 0);
  }

  /** The shortest way to write it. */
  public static String write(Duration span) {
    if (span.equals(Duration.ofDays(span.toDays()))) {
      return span.toDays() + "d";
    }
    return span.equals(Duration.ofHours(span.toHours()))
        ? span.toHours() + "h"
        : span.toMinutes() + "m";
  }
}
