package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why Payara did not take the application. After a failed deployment the server stays up and
 * answers 404, and what a person needs to know is the last cause of a stack trace in its log.
 *
 * @param cause the message of that exception, without its class
 */
record DeploymentFailure(String cause) {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern MARK =
      Pattern.compile(
          "Exception while (?:loading|preparing|deploying) the app|Failed to deploy|Error"
              + " occurred during deployment");
  private static final Pattern CAUSE = Pattern.compile("(?m)^Caused by: (.+)$");
  private static final Pattern THROWN =
      Pattern.compile(
          "(?m)^(?:[a-z]\\w*\\.)+\\w*(?:Exception|Error|NotCurrent|BadConfiguration): .+$");
  private static final Pattern CLASS = Pattern.compile("^(?:[a-z]\\w*\\.)+[\\w$]+: ");

  /** What the log of one start says; empty as long as nothing failed. */
  static Optional<DeploymentFailure> in(String log) {
    var mark = MARK.matcher(log);
    if (!mark.find()) {
      return Optional.empty();
    }
    // a cause may be told before the mark or after it
    var plain = COLOUR.matcher(log).replaceAll("");
    return Optional.of(
        new DeploymentFailure(
            last(CAUSE, 1, plain).or(() -> last(THROWN, 0, plain)).orElse("no cause was logged")));
  }

  CannotStart asCannotStart(Path log) {
    return new CannotStart(
        "The portal could not be deployed: " + cause,
        "do what that says; the whole log is " + log + ".");
  }

  private static Optional<String> last(Pattern pattern, int group, String text) {
    return pattern
        .matcher(text)
        .results()
        .reduce((first, second) -> second)
        .map(found -> CLASS.matcher(found.group(group).strip()).replaceFirst(""));
  }
}
