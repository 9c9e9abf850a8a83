package io.evergrant.usecase.webhook;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.EventMessage;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.WebhookSecrets;
import io.evergrant.usecase.port.WebhookSender;
import io.evergrant.usecase.port.WebhookSender.Message;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Sends a signed ping while somebody waits. It is tried once, and disables nothing. */
@Singleton
public class TestWebhook {
  private final RecordWebhooks record;
  private final WebhookSecrets secrets;
  private final WebhookSender sender;
  private final InstantSource clock;

  @Inject
  public TestWebhook(
      RecordWebhooks record, WebhookSecrets secrets, WebhookSender sender, InstantSource clock) {
    this.record = record;
    this.secrets = secrets;
    this.sender = sender;
    this.clock = clock;
  }

  /** What came back; empty where there is no such webhook. */
  public Optional<Answer> run(Steward by, WebhookId id) {
    var tenant = by.wholeTenant();
    var found = record.find(tenant, id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var webhook = found.get();
    var signing = SigningSecrets.pick(secrets.get(tenant, id), webhook.generations());
    var now = clock.instant();
    var message =
        new Message(webhook.url(), "ping_" + UUID.randomUUID(), now, EventMessage.ping(id, now));
    var answer = sender.send(message, signing);
    record.tested(by, webhook, answer);
    return Optional.of(answer);
  }
}
