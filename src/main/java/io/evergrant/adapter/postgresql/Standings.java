package io.evergrant.adapter.postgresql;

import io.evergrant.adapter.together.Together;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** How single grants stand: callers of the same moment share a statement. */
final class Standings {
  private static final String SELECT =
      """
      SELECT g.tenant_id, g.id, g.provider_id, g.salt, g.status, g.status_cause, g.unproved, g.kv_version,
             g.fence, g.last_success_at, g.last_outcome_at, g.last_outcome, g.last_cause, g.due_at,
             g.attempt_id IS NOT NULL AND g.lease_until > eg_now() AS under_way,
             p.assumed_life_ms, eg_now() AS now
      FROM oauth_grant g
      JOIN provider p ON p.tenant_id = g.tenant_id AND p.id = g.provider_id
      WHERE g.tenant_id = :tenant
        AND g.id = ANY(:grants)
      """;

  private final Db db;
  private final Map<TenantId, Together<GrantId, Optional<Standing>>> tenants =
      new ConcurrentHashMap<>();

  Standings(Db db) {
    this.db = db;
  }

  Optional<Standing> of(TenantId tenant, GrantId id) {
    return db.isJoining()
        ? among(tenant, List.of(id)).getFirst()
        : tenants.computeIfAbsent(tenant, own -> new Together<>(ids -> among(own, ids))).ask(id);
  }

  private List<Optional<Standing>> among(TenantId tenant, List<GrantId> ids) {
    var found = db.inTenant(tenant, handle -> select(handle, tenant, ids));
    return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
  }

  private static Map<GrantId, Standing> select(Handle handle, TenantId tenant, List<GrantId> ids) {
    return handle
        .createQuery(SELECT)
        .bind("tenant", tenant.value())
        .bind("grants", ids.stream().map(GrantId::value).distinct().toArray(UUID[]::new))
        .map(new StandingRow())
        .stream()
        .collect(Collectors.toMap(standing -> standing.location().grant(), standing -> standing));
  }
}
