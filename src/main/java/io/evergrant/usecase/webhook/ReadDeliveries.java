package io.evergrant.usecase.webhook;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.DeliveryLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of events that were to be sent to a webhook, and sending one again. */
@Singleton
public class ReadDeliveries {
  /** Of one delivery; three days are some hundred and fifty. */
  private static final int ATTEMPTS = 200;

  private final DeliveryLog deliveries;
  private final RecordWebhooks record;

  @Inject
  public ReadDeliveries(DeliveryLog deliveries, RecordWebhooks record) {
    this.deliveries = deliveries;
    this.record = record;
  }

  @Transactional
  public List<Delivery> list(
      Member by, WebhookId id, @Nullable DeliveryState state, @Nullable Long before, int limit) {
    return deliveries.list(by.reads(), id, state, before, limit);
  }

  @Transactional
  public List<Delivery> list(
      Steward by, WebhookId id, @Nullable DeliveryState state, @Nullable Long before, int limit) {
    return deliveries.list(by.wholeTenant(), id, state, before, limit);
  }

  @Transactional
  public Optional<InFull> find(Member by, WebhookId id, long number) {
    return find(by.reads(), id, number);
  }

  @Transactional
  public Optional<InFull> find(Steward by, WebhookId id, long number) {
    return find(by.wholeTenant(), id, number);
  }

  private Optional<InFull> find(TenantId tenant, WebhookId id, long number) {
    return deliveries
        .find(tenant, id, number)
        .map(found -> new InFull(found, deliveries.attempts(tenant, id, number, ATTEMPTS)));
  }

  /** At once: one that waits is tried now, one that ended is begun with anew. */
  @Transactional
  public Resent resend(Steward by, WebhookId id, long number) {
    var webhook = record.find(by.wholeTenant(), id);
    if (webhook.isEmpty()) {
      return Resent.NOT_THERE;
    }
    if (!webhook.map(Webhook::isEnabled).orElse(false)) {
      return Resent.DISABLED;
    }
    return record.resent(by, webhook.get(), number) ? Resent.DONE : Resent.NOT_THERE;
  }

  /** A delivery and its attempts, newest first. */
  public record InFull(Delivery delivery, List<Delivery.Attempt> attempts) {}

  /** What became of the wish. */
  public enum Resent {
    DONE,
    NOT_THERE,
    /** Nothing is sent to the webhook. */
    DISABLED
  }
}
