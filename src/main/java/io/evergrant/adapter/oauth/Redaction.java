package io.evergrant.adapter.oauth;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a provider's words fit for a log: what was sent, and whatever looks like a token, is
 * blotted out; control characters are dropped; the length is capped.
 */
final class Redaction {
  private static final int LONGEST = 300;
  private static final int SHORTEST_SECRET = 4;

  /**
   * Runs of at least 20 characters of a token's alphabet; those with a digit in them go, JWTs among
   * them. Possessive, so that a provider cannot make it take long.
   */
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_~+/=.-]{20,}+");

  private final List<String> secrets;

  private Redaction(List<String> secrets) {
    this.secrets = secrets;
  }

  static Redaction of(String... secrets) {
    return new Redaction(List.of(secrets));
  }

  /** Whether this very text was sent. */
  boolean knows(String text) {
    return secrets.contains(text);
  }

  @Nullable String clean(@Nullable String words) {
    if (words == null || words.isBlank()) {
      return null;
    }
    var text = words.replaceAll("\\p{Cntrl}+", " ").strip();
    for (var secret : secrets) {
      if (secret.length() >= SHORTEST_SECRET) {
        text = text.replace(secret, "[redacted]");
      }
    }
    text =
        RUN.matcher(text)
            .replaceAll(
                run ->
                    run.group().chars().anyMatch(Character::isDigit) ? "[redacted]" : run.group());
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
