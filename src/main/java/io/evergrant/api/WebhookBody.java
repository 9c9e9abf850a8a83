package io.evergrant.api;

import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.usecase.webhook.WebhookDraft;
import io.evergrant.usecase.webhook.WebhookProblem;
import jakarta.json.JsonObject;
import java.util.List;

/** A webhook that was sent, as far as its types go, and what the use case found wrong with it. */
final class WebhookBody {
  /** Kibibytes. */
  static final int LONGEST = 16;

  private WebhookBody() {}

  static WebhookDraft draft(JsonObject sent) {
    var fields = new Fields(sent);
    var draft = new WebhookDraft(fields.text("name"), fields.text("url"), fields.list("events"));
    if (!fields.errors().isEmpty()) {
      throw Problem.fields(fields.errors());
    }
    return draft;
  }

  static Problem refused(WebhookDraft draft, List<WebhookProblem> problems) {
    return Problem.fields(problems.stream().map(problem -> error(draft, problem)).toList());
  }

  private static FieldError error(WebhookDraft draft, WebhookProblem problem) {
    return FieldError.of(
        problem.field(),
        switch (problem.why()) {
          case MISSING -> "is needed.";
          case TOO_LONG -> "is too long: shorten it.";
          case NAME_TAKEN -> "is the name of another webhook: choose another.";
          case NOT_AN_ADDRESS ->
              "has to be a whole address, without a password or a fragment in it.";
          case NOT_HTTPS -> "has to be https.";
          case UNKNOWN_EVENT ->
              "«"
                  + Fields.printable(EventPatterns.unknown(draft.events()).orElse(""))
                  + "» is none: name types such as grant.revoked, groups such as grant.*, or *.";
        });
  }
}
