package io.evergrant.adapter.postgresql;

import io.evergrant.adapter.together.Together;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants.Standing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.ConnectionException;

/** How single grants stand: callers of the same moment share a statement. */
final class Standings {
  /** Sent together with its tenant: this is asked for every token that is given. */
  private static final String SELECT =
      """
      SELECT set_config('app.tenant', ?, true);
      SELECT g.tenant_id, g.id, g.provider_id, g.salt, g.status, g.status_cause, g.unproved, g.kv_version,
             g.fence, g.last_success_at, g.last_outcome_at, g.last_outcome, g.last_cause, g.due_at,
             g.attempt_id IS NOT NULL AND g.lease_until > eg_now() AS under_way,
             p.status AS provider_status, p.assumed_life_ms, eg_now() AS now
      FROM oauth_grant g
      JOIN provider p ON p.tenant_id = g.tenant_id AND p.id = g.provider_id
      WHERE g.tenant_id = ?
        AND g.id = ANY (?)
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
    var found = db.inOneTrip(handle -> select(handle.getConnection(), tenant, ids));
    return ids.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
  }

  private static Map<GrantId, Standing> select(
      Connection connection, TenantId tenant, List<GrantId> ids) {
    try (var statement = connection.prepareStatement(SELECT)) {
      statement.setString(1, tenant.toString());
      statement.setObject(2, tenant.value());
      statement.setArray(
          3,
          connection.createArrayOf(
              "uuid", ids.stream().map(GrantId::value).distinct().toArray(UUID[]::new)));
      statement.execute();
      statement.getMoreResults();
      return read(statement.getResultSet());
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }

  private static Map<GrantId, Standing> read(ResultSet rows) throws SQLException {
    var found = new HashMap<GrantId, Standing>();
    while (rows.next()) {
      var standing = StandingRow.of(rows);
      found.put(standing.location().grant(), standing);
    }
    return found;
  }
}
