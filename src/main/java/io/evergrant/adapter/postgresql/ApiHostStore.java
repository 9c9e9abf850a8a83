package io.evergrant.adapter.postgresql;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.port.ApiHosts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The hosts of providers' APIs, in table {@code provider_api_host}. */
@Singleton
public class ApiHostStore implements ApiHosts {
  private static final String SELECT =
      """
      SELECT scheme, authority
      FROM provider_api_host
      WHERE tenant_id = :tenant
        AND provider_id = :provider
      ORDER BY authority COLLATE "C"
      """;

  private static final String SELECT_ALL =
      """
      SELECT provider_id, scheme, authority
      FROM provider_api_host
      WHERE tenant_id = :tenant
      ORDER BY authority COLLATE "C"
      """;

  /** The provider's row stands for its list, which may have none. */
  private static final String HOLD =
      """
      SELECT id
      FROM provider
      WHERE tenant_id = :tenant
        AND id = :provider
      FOR NO KEY UPDATE
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
    return db.inTenant(tenant, handle -> list(handle, tenant, provider));
  }

  @Override
  public Map<ProviderId, List<ApiHost>> byProvider(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(SELECT_ALL)
                .bind("tenant", tenant.value())
                .reduceResultSet(
                    new HashMap<>(),
                    (found, row, context) -> {
                      var provider = new ProviderId(Columns.uuid(row, "provider_id"));
                      found.computeIfAbsent(provider, id -> new ArrayList<>()).add(host(row));
                      return found;
                    }));
  }

  /** The second statement sees what was committed while the first one waited. */
  @Override
  public List<ApiHost> hold(TenantId tenant, ProviderId provider) {
    return db.inTenant(
        tenant,
        handle -> {
          handle
              .createQuery(HOLD)
              .bind("tenant", tenant.value())
              .bind("provider", provider.value())
              .mapTo(UUID.class)
              .list();
          return list(handle, tenant, provider);
        });
  }

  private static List<ApiHost> list(Handle handle, TenantId tenant, ProviderId provider) {
    return handle
        .createQuery(SELECT)
        .bind("tenant", tenant.value())
        .bind("provider", provider.value())
        .map((row, context) -> host(row))
        .list();
  }

  private static ApiHost host(ResultSet row) throws SQLException {
    return new ApiHost(Columns.text(row, "scheme"), Columns.text(row, "authority"));
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
