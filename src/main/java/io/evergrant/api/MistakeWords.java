package io.evergrant.api;

import io.evergrant.domain.audit.Mistake;
import java.util.List;
import java.util.stream.Collectors;

/** What was not understood of a question to the log, where it stands and what helps. */
final class MistakeWords {
  private MistakeWords() {}

  static String of(List<Mistake> mistakes) {
    return mistakes.stream()
        .map(mistake -> "at character " + mistake.position() + " " + sentence(mistake))
        .collect(Collectors.joining(" "));
  }

  private static String sentence(Mistake mistake) {
    var nearest = mistake.nearest();
    var told = what(mistake);
    return nearest == null ? told : told + " Did you mean «" + nearest + "»?";
  }

  private static String what(Mistake mistake) {
    var qualifier = mistake.qualifier() == null ? "" : mistake.qualifier().code();
    var got = "«" + mistake.got() + "»";
    return switch (mistake.kind()) {
      case UNKNOWN_QUALIFIER ->
          got + " is no qualifier. Where it is text, put it in quotes, with what follows.";
      case UNKNOWN_VALUE -> got + " is none that " + qualifier + ": knows.";
      case NO_VALUE -> qualifier + ": needs a value behind the colon.";
      case NO_TIME -> got + " is no time. Write it as 2026-01-31 or 2026-01-31T08:00:00Z.";
      case NO_ID -> got + " is no id. Copy it from an answer.";
      case NO_STATUS -> got + " is no HTTP status. Write 401, or 4xx for all of them.";
      case UNCLOSED_QUOTE -> "a quote begins that does not end.";
      case NOTHING_NEGATED -> "nothing follows the minus. Where it is text, put it in quotes.";
      case TOO_LONG -> "the question is too long.";
      case TOO_MANY_PARTS -> "there are too many parts.";
    };
  }
}
