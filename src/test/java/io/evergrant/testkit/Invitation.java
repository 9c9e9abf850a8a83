package io.evergrant.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The first operator, where {@code EVERGRANT_OPERATOR_EMAIL} asks for one: whoever reads the
 * portal's log may choose the password.
 *
 * @param link from the log of the last start; empty where the operator has a password already
 */
public record Invitation(String email, Optional<String> link) {
  /** The variable that asks for one. */
  public static final String VARIABLE = "EVERGRANT_OPERATOR_EMAIL";

  private static final Pattern LINK = Pattern.compile("https?://\\S+/activate/[\\w-]{43}");

  /** What the portal's log of its last start says; empty where nobody asked. */
  static Optional<Invitation> in(Map<String, String> environment, String log) {
    return asked(environment).map(email -> new Invitation(email, last(log)));
  }

  static Optional<String> asked(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE)).filter(email -> !email.isBlank());
  }

  private static Optional<String> last(String log) {
    return LINK.matcher(log).results().map(MatchResult::group).reduce((first, second) -> second);
  }

  /** The link opens an account: it is not printed by accident. */
  @Override
  public String toString() {
    return "Invitation[email=" + email + ", link=hidden]";
  }
}
