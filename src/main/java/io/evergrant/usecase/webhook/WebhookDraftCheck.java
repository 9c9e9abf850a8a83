package io.evergrant.usecase.webhook;

import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.usecase.port.Webhooks.Wanted;
import io.evergrant.usecase.webhook.WebhookProblem.Why;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at a draft field by field and remembers what is wrong. */
final class WebhookDraftCheck {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_URL = 1_000;

  private final WebhookDraft draft;
  private final List<WebhookProblem> problems = new ArrayList<>();

  WebhookDraftCheck(WebhookDraft draft) {
    this.draft = draft;
  }

  List<WebhookProblem> problems() {
    return List.copyOf(problems);
  }

  /**
   * What is wanted, if nothing is wrong with the draft.
   *
   * @param permitted whether requests are let go there
   */
  Optional<Wanted> check(Predicate<URI> permitted) {
    var name = draft.name().strip();
    if (name.isEmpty()) {
      wrong("name", Why.MISSING);
    } else if (name.length() > LONGEST_NAME) {
      wrong("name", Why.TOO_LONG);
    }
    var url = url(permitted);
    if (draft.events().isEmpty()) {
      wrong("events", Why.MISSING);
    } else if (EventPatterns.unknown(draft.events()).isPresent()) {
      wrong("events", Why.UNKNOWN_EVENT);
    }
    return problems.isEmpty() && url != null
        ? Optional.of(new Wanted(name, url, EventPatterns.of(draft.events())))
        : Optional.empty();
  }

  private @Nullable URI url(Predicate<URI> permitted) {
    var typed = draft.url().strip();
    if (typed.isEmpty()) {
      return wrong("url", Why.MISSING);
    }
    if (typed.length() > LONGEST_URL) {
      return wrong("url", Why.TOO_LONG);
    }
    try {
      var url = new URI(typed);
      if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
        return wrong("url", Why.NOT_AN_ADDRESS);
      }
      return permitted.test(url) ? url : wrong("url", Why.NOT_HTTPS);
    } catch (URISyntaxException e) {
      return wrong("url", Why.NOT_AN_ADDRESS);
    }
  }

  private @Nullable URI wrong(String field, Why why) {
    problems.add(new WebhookProblem(field, why));
    return null;
  }
}
