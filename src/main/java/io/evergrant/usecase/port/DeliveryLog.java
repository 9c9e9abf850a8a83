package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.WebhookId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of events that were to be sent; those that ended are kept for a week. */
public interface DeliveryLog {
  /**
   * Newest first.
   *
   * @param state null for all
   * @param before events with a smaller number; null for the newest
   */
  List<Delivery> list(
      TenantId tenant,
      WebhookId webhook,
      @Nullable DeliveryState state,
      @Nullable Long before,
      int limit);

  Optional<Delivery> find(TenantId tenant, WebhookId webhook, long number);

  /** Newest first. */
  List<Delivery.Attempt> attempts(TenantId tenant, WebhookId webhook, long number, int limit);

  /** It waits again, to be sent at once. Answers false where it is not there. */
  boolean resend(TenantId tenant, WebhookId webhook, long number);
}
