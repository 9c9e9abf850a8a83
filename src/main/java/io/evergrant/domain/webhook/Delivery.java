package io.evergrant.domain.webhook;

import io.evergrant.domain.audit.AuditEventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook.
 *
 * @param number of the event in the log
 * @param tries since it was last begun with
 * @param nextAt not before; of no meaning once it ended
 * @param endedAt null while it waits
 * @param newest the newest attempt; null before the first
 */
public record Delivery(
    WebhookId webhook,
    long number,
    AuditEventType type,
    DeliveryState state,
    int tries,
    Instant nextAt,
    @Nullable Instant endedAt,
    @Nullable Attempt newest) {
  /** The same however often it is sent, so that whoever it is sent to can tell. */
  public String messageId() {
    return messageId(webhook, number);
  }

  public static String messageId(WebhookId webhook, long number) {
    return "msg_" + webhook.value().toString().replace("-", "") + "_" + number;
  }

  /**
   * One request.
   *
   * @param node that sent it
   */
  public record Attempt(Instant at, String node, Answer answer) {}
}
