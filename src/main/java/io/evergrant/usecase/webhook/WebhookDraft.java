package io.evergrant.usecase.webhook;

import java.util.List;

/** A webhook as it was asked for. */
public record WebhookDraft(String name, String url, List<String> events) {
  public WebhookDraft {
    events = List.copyOf(events);
  }
}
