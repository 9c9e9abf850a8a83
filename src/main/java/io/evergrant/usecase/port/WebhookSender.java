package io.evergrant.usecase.port;

import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.webhook.Answer;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Sends to webhooks, by the guarded way out. */
public interface WebhookSender {
  /** Whether a request would be let go there, as far as the address tells. */
  boolean permits(URI url);

  /** One request, sent at most once, and back after 20 seconds, come what may. */
  Answer send(Message message, List<WebhookSecret> secrets);

  /**
   * What is sent.
   *
   * @param id the same for each attempt to send the same
   * @param at of the attempt
   */
  record Message(URI url, String id, Instant at, String body) {}
}
