package io.evergrant.adapter.postgresql;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.ApiHosts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The hosts of providers' APIs, in table {@code provider_api_host}. */
@Singleton
public class ApiHostStore implements ApiHosts {
  private static final String SELECT =
      """
      SELECT scheme, authority
      FROM provider_api_host
      WHERE tenant_id = :tenant
        AND provider_id = :provider
      ORDER BY authority
      """;

  private static final String DELETE =
      """
      DELETE FROM provider_api_host
      WHERE tenant_id = :tenant
        AND provider_id = :provider
      """;

  private static final String INSERT =
      """
      INSERT INTO provider_api_host (tenant_id, provider_id, scheme, authority)
      SELECT :tenant, :provider, h.scheme, h.authority
      FROM unnest(:schemes, :authorities) AS h(scheme, authority)
      ON CONFLICT (tenant_id, provider_id, authority) DO UPDATE SET scheme = excluded.scheme
      """;

  private final Db db;

  @Inject
  public ApiHostStore(Db db) {
    this.db = db;
  }

  @Override
  public List<ApiHost> list(TenantId tenant, ProviderId provider) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(SELECT)
                .bind("tenant", tenant.value())
                .bind("provider", provider.value())
                .map(
                    (row, context) ->
                        new ApiHost(Columns.text(row, "scheme"), Columns.text(row, "authority")))
                .list());
  }

  @Override
  public void replace(TenantId tenant, ProviderId provider, List<ApiHost> hosts) {
    db.inTenant(
        tenant,
        handle -> {
          handle
              .createUpdate(DELETE)
              .bind("tenant", tenant.value())
              .bind("provider", provider.value())
              .execute();
          return handle
              .createUpdate(INSERT)
              .bind("tenant", tenant.value())
              .bind("provider", provider.value())
              .bind("schemes", hosts.stream().map(ApiHost::scheme).toArray(String[]::new))
              .bind("authorities", hosts.stream().map(ApiHost::authority).toArray(String[]::new))
              .execute();
        });
  }
}
