package io.evergrant.bootstrap;

import java.util.Objects;

/** The innermost reason of a failure, on one line. */
final class Sentence {
  private static final int LONGEST = 400;

  private Sentence() {}

  static String of(Throwable failure) {
    var reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    var line = Objects.toString(reason.getMessage(), reason.toString());
    var words = line.replaceAll("\\s+", " ").strip();
    var end = Math.min(words.length(), LONGEST);
    return words.endsWith(".") && end == words.length()
        ? words.substring(0, end - 1)
        : words.substring(0, end);
  }
}
