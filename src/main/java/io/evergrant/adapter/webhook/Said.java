package io.evergrant.adapter.webhook;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How an answer begins, fit for a table and a page: what was sent, and whatever looks like a
 * secret, is blotted out; control characters are dropped.
 */
final class Said {
  private static final int LONGEST = 200;

  /** So much is looked at: a run that is cut at its end must not pass for a short one. */
  private static final int LOOKED_AT = 2_000;

  /** Runs of a token's alphabet; possessive, so that nobody can make it take long. */
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_~+/=.-]{16,}+");

  private Said() {}

  static String of(String body, List<String> sent) {
    var text = body.length() > LOOKED_AT ? body.substring(0, LOOKED_AT) : body;
    for (var secret : sent) {
      text = text.replace(secret, "[redacted]");
    }
    text =
        RUN.matcher(text.replaceAll("[\\p{Cntrl}\\uFFFD]+", " ").strip())
            .replaceAll(
                run ->
                    run.group().chars().anyMatch(Character::isDigit) ? "[redacted]" : run.group());
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
