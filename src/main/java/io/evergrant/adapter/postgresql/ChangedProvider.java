package io.evergrant.adapter.postgresql;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import org.jdbi.v3.core.Handle;

/** A person changed a provider, and its breaker hears of it. */
final class ChangedProvider {
  /**
   * Perhaps it is better now: the breaker waits no longer. Follows a part named {@code changed}.
   */
  static final String ASK_AT_ONCE =
      """
      asked AS (
        UPDATE provider_breaker b
        SET retry_at = eg_now()
        FROM changed c
        WHERE b.tenant_id = :tenant
          AND b.provider_id = c.id
          AND b.step > 0
          AND b.probe IS NULL
      )
      SELECT count(*) FROM changed
      """;

  /** An attempt's end has it before it may pause the provider: in this order, here as there. */
  private static final String BREAKER_FIRST =
      """
      SELECT count(*)
      FROM (SELECT FROM provider_breaker
            WHERE tenant_id = :tenant AND provider_id = :id
            FOR UPDATE) b
      """;

  private ChangedProvider() {}

  static void breakerFirst(Handle handle, TenantId tenant, ProviderId id) {
    handle
        .createQuery(BREAKER_FIRST)
        .bind("tenant", tenant.value())
        .bind("id", id.value())
        .mapTo(Long.class)
        .one();
  }
}
