package io.evergrant.adapter.postgresql;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.FormerSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How long a former client secret is good, in table {@code provider}. */
@Singleton
public class FormerSecretStore implements FormerSecrets.InRow {
  /** Every node reads the secret again, because the version grows. */
  private static final String SECRET_CHANGED =
      """
      WITH changed AS (
        UPDATE provider
        SET former_secret_until =
              CASE WHEN :overlap_ms > 0 THEN eg_now() + :overlap_ms * interval '1 millisecond' END,
            updated_at = eg_now(),
            version = version + 1
        WHERE tenant_id = :tenant
          AND id = :id
          AND version = :version
        RETURNING id
      ),
      """
          + ChangedProvider.ASK_AT_ONCE;

  private static final String FORMER_SECRET_GONE =
      """
      UPDATE provider
      SET former_secret_until = NULL
      WHERE tenant_id = :tenant
        AND id = :id
        AND former_secret_until <= eg_now()
      """;

  private final Db db;

  @Inject
  public FormerSecretStore(Db db) {
    this.db = db;
  }

  @Override
  public boolean changed(Provider provider, Duration overlap) {
    return db.inTenant(
        provider.tenant(),
        handle -> {
          ChangedProvider.breakerFirst(handle, provider.tenant(), provider.id());
          return handle
                  .createQuery(SECRET_CHANGED)
                  .bind("tenant", provider.tenant().value())
                  .bind("id", provider.id().value())
                  .bind("version", provider.version())
                  .bind("overlap_ms", overlap.toMillis())
                  .mapTo(Long.class)
                  .one()
              == 1;
        });
  }

  @Override
  public boolean gone(TenantId tenant, ProviderId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(FORMER_SECRET_GONE)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .execute()
                == 1);
  }
}
