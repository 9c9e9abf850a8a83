package io.evergrant.adapter.postgresql;

import io.evergrant.domain.bulk.BlastRadius.Account;
import io.evergrant.domain.bulk.BlastRadius.AtProvider;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Whom an act hits: grants that a question finds, and that stand so that it is worth doing. */
final class BulkHits {
  /** As {@link BulkKind#hits} says it; an imported grant's row is active from the beginning. */
  private static final String HIT = "g.status = ANY (:hit)";

  /** The same whatever the order of the grants. */
  private static final String MARK = "coalesce(bit_xor(uuid_hash_extended(g.id, 0)), 0)";

  private static final String PREVIEW =
      """
      SELECT f.*, p.name, p.revocation_endpoint IS NOT NULL AS revocable
      FROM (
        SELECT g.provider_id, count(*) AS found, count(*) FILTER (WHERE %1$s) AS hit,
               count(*) FILTER (WHERE %1$s AND g.status = 'NEEDS_REVIEW') AS doubtful,
               min(g.consented_at) FILTER (WHERE %1$s) AS since,
               max(g.last_success_at) FILTER (WHERE %1$s) AS used,
               coalesce(bit_xor(uuid_hash_extended(g.id, 0)) FILTER (WHERE %1$s), 0) AS mark
        FROM oauth_grant g
        WHERE g.tenant_id = :tenant
      """
          .formatted(HIT);

  private static final String PREVIEW_END =
      """
        GROUP BY g.provider_id
      ) f
      JOIN provider p ON p.tenant_id = :tenant AND p.id = f.provider_id
      ORDER BY f.hit DESC, lower(p.name COLLATE pg_c_utf8), p.id
      """;

  private static final String FIRST =
      """
      SELECT g.id, g.account, p.name
      FROM oauth_grant g
      JOIN provider p ON p.tenant_id = g.tenant_id AND p.id = g.provider_id
      WHERE g.tenant_id = :tenant
        AND %s
      """
          .formatted(HIT);

  private static final String INSERT =
      """
      WITH hit AS MATERIALIZED (
        SELECT g.id, g.provider_id, row_number() OVER (ORDER BY g.account_key, g.id) AS number
        FROM oauth_grant g
        WHERE g.tenant_id = :tenant
          AND %s
      """
          .formatted(HIT);

  private static final String INSERT_END =
      """
      ),
      counted AS MATERIALIZED (
        SELECT count(*) AS grants, %s AS mark
        FROM hit g
      ),
      clock AS MATERIALIZED (
        SELECT eg_now() AS now
      ),
      act AS (
        INSERT INTO bulk_act (
          tenant_id, act, question, state, asker_kind, asked_by, asker, only_provider, asked_at, ends_at, grants)
        SELECT :tenant, :act, :question, :state, :asker_kind, :asked_by, :asker, CAST(:only_provider AS uuid),
               k.now, k.now + :life_ms * interval '1 millisecond', c.grants
        FROM counted c
        CROSS JOIN clock k
        WHERE CAST(:mark AS text) IS NULL
           OR CAST(:mark AS text) = c.grants || '-' || to_hex(c.mark)
        RETURNING id
      ),
      items AS (
        INSERT INTO bulk_item (tenant_id, act_id, number, grant_id, provider_id)
        SELECT :tenant, a.id, h.number, h.id, h.provider_id
        FROM hit h
        CROSS JOIN act a
      )
      SELECT id FROM act
      """
          .formatted(MARK);

  private BulkHits() {}

  static List<AtProvider> providers(
      Handle handle, TenantId tenant, BulkKind kind, GrantFilter filter) {
    var conditions = GrantConditions.of(filter);
    return bind(
            conditions.bind(handle.createQuery(conditions.appendedTo(PREVIEW, PREVIEW_END))),
            tenant,
            kind)
        .map((row, context) -> provider(row))
        .list();
  }

  static List<Account> first(
      Handle handle, TenantId tenant, BulkKind kind, GrantFilter filter, int limit) {
    var conditions = GrantConditions.of(filter).with("limit", limit);
    return bind(
            conditions.bind(
                handle.createQuery(conditions.appendedTo(FIRST, GrantConditions.ORDER))),
            tenant,
            kind)
        .map(
            (row, context) ->
                new Account(
                    new GrantId(Columns.uuid(row, "id")),
                    Columns.text(row, "account"),
                    Columns.text(row, "name")))
        .list();
  }

  /** Null where they are not those that the mark names. */
  static @Nullable UUID insert(
      Handle handle,
      TenantId tenant,
      BulkKind kind,
      GrantFilter filter,
      @Nullable String mark,
      UnaryOperator<Query> act) {
    var conditions = GrantConditions.of(filter);
    var statement = conditions.bind(handle.createQuery(conditions.appendedTo(INSERT, INSERT_END)));
    return act.apply(bind(statement, tenant, kind))
        .bind("act", kind.code())
        .bind("question", filter.query())
        .bind("mark", mark)
        .mapTo(UUID.class)
        .findOne()
        .orElse(null);
  }

  private static <S extends SqlStatement<S>> S bind(S statement, TenantId tenant, BulkKind kind) {
    return statement
        .bind("tenant", tenant.value())
        .bind(
            "hit",
            kind.hit().stream()
                .filter(status -> status != GrantStatus.UNPROVED)
                .map(Enum::name)
                .toArray(String[]::new));
  }

  private static AtProvider provider(ResultSet row) throws SQLException {
    return new AtProvider(
        new ProviderId(Columns.uuid(row, "provider_id")),
        Columns.text(row, "name"),
        row.getLong("found"),
        row.getLong("hit"),
        row.getLong("doubtful"),
        Columns.maybeInstant(row, "since"),
        Columns.maybeInstant(row, "used"),
        row.getBoolean("revocable"),
        row.getLong("mark"));
  }
}
