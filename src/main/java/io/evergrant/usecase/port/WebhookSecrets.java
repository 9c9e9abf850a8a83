package io.evergrant.usecase.port;

import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.WebhookId;
import java.util.List;
import java.util.Map;

/**
 * The secrets of webhooks at {@code <tenant>/webhooks/<webhook>} in KV v2, each under a number of
 * its own, its generation, sealed with the tenant's transit key. Which of them sign, the database
 * says: one that was added and not recorded there signs nothing. Every method throws {@link
 * StoreUnavailable}.
 */
public interface WebhookSecrets {
  /**
   * Adds one, and removes those that sign no more.
   *
   * @param signing generations that do
   * @return the generation of the new one
   */
  long add(TenantId tenant, WebhookId webhook, WebhookSecret secret, List<Long> signing);

  /** By their generations; empty where there are none. */
  Map<Long, WebhookSecret> get(TenantId tenant, WebhookId webhook);

  /** Removes all with all versions. */
  void destroy(TenantId tenant, WebhookId webhook);
}
