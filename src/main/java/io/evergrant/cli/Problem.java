package io.evergrant.cli;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem document (RFC 9457), told as cause and mend. */
final class Problem {
  private static final String SPACE = "urn:evergrant:problem:";

  private final int status;
  private final Map<String, @Nullable Object> members;

  private Problem(int status, Map<String, @Nullable Object> members) {
    this.status = status;
    this.members = members;
  }

  /** Of an answer other than 200, whatever its body is. */
  static Problem of(int status, String body) {
    try {
      return new Problem(status, Json.object(body));
    } catch (IllegalArgumentException e) {
      return new Problem(status, Map.of());
    }
  }

  static Failure notReached(String portal, Exception why) {
    var said = why.getMessage();
    return new Failure(
        ExitCode.NOT_NOW,
        "Evergrant was not reached at "
            + portal
            + ": "
            + (said == null ? why.getClass().getSimpleName() : said)
            + ".",
        why instanceof IOException
            ? "Check the address, and whether the portal serves: /health/ready answers 200."
            : "");
  }

  static Failure notEvergrant(int status) {
    return new Failure(
        status >= 500 ? ExitCode.NOT_NOW : ExitCode.REFUSED,
        "The answer (status " + status + ") is not one of Evergrant's API.",
        "Check the address: it is that of the portal, and no proxy may answer in its place.");
  }

  Failure failure() {
    if (!text("type").startsWith(SPACE)) {
      return notEvergrant(status);
    }
    var code =
        switch (status) {
          case 409 -> ExitCode.NEEDS_A_PERSON;
          case 429, 500, 502, 503, 504 -> ExitCode.NOT_NOW;
          default -> ExitCode.REFUSED;
        };
    return new Failure(code, cause(), mend());
  }

  private String cause() {
    var cause = text("title");
    var why = text("cause").isEmpty() ? text("outcome") : text("cause");
    var standing = text("grant_status");
    return cause
        + (standing.isEmpty() ? "" : ", it is " + standing)
        + (why.isEmpty() ? "" : ": " + why)
        + ".";
  }

  private String mend() {
    var link = text("consent_link");
    var page = text("page");
    return text("detail")
        + (text("retry_at").isEmpty() ? "" : " It is tried at " + text("retry_at") + ".")
        + (link.isEmpty() ? "" : " For the owner: " + link)
        + (page.isEmpty() ? "" : " For an admin: " + page);
  }

  private String text(String member) {
    return members.get(member) instanceof String text ? text : "";
  }
}
