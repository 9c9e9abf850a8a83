package io.evergrant.adapter.postgresql;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BlastRadius;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.BulkProgress;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.bulk.BulkState;
import io.evergrant.domain.bulk.LinkProgress;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.BulkActs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Acts on many grants, in tables {@code bulk_act} and {@code bulk_item}. */
@Singleton
public class BulkActStore implements BulkActs {
  private static final String ORDER =
      """
      ORDER BY b.id DESC
      LIMIT :limit
      """;

  private static final String UNDER_WAY =
      """
      SELECT count(*)
      FROM bulk_act
      WHERE tenant_id = :tenant
        AND (state = 'RUNNING' OR (state = 'ASKED' AND ends_at > eg_now()))
      """;

  private static final String PROGRESS =
      """
      SELECT state, result, count(*) AS grants
      FROM bulk_item
      WHERE tenant_id = :tenant
        AND act_id = :id
      GROUP BY state, result
      """;

  private static final String LINES =
      """
      SELECT i.number, i.grant_id, i.provider_id, i.state, i.result, i.detail, i.over_at,
             coalesce(g.account, '') AS account, g.external_id, coalesce(p.name, '') AS provider_name,
             CASE WHEN b.act = 'link' AND i.result = 'done' THEN %s END AS link
      FROM bulk_item i
      JOIN bulk_act b ON b.tenant_id = i.tenant_id AND b.id = i.act_id
      LEFT JOIN oauth_grant g ON g.tenant_id = i.tenant_id AND g.id = i.grant_id
      LEFT JOIN provider p ON p.tenant_id = i.tenant_id AND p.id = i.provider_id
      LEFT JOIN consent_link l ON %s
      WHERE i.tenant_id = :tenant
        AND i.act_id = :id
        AND i.number > :after
      ORDER BY i.number
      LIMIT :limit
      """
          .formatted(LinkAnswers.STANDING, LinkAnswers.MADE);

  private final Db db;

  @Inject
  public BulkActStore(Db db) {
    this.db = db;
  }

  @Override
  public BlastRadius preview(TenantId tenant, BulkKind kind, GrantFilter filter, int first) {
    return db.inTenant(
        tenant,
        handle ->
            new BlastRadius(
                BulkHits.providers(handle, tenant, kind, filter),
                BulkHits.first(handle, tenant, kind, filter, first)));
  }

  @Override
  public Optional<BulkActId> insert(TenantId tenant, Fresh act, @Nullable String mark) {
    var state = act.waits() ? BulkState.ASKED : BulkState.RUNNING;
    return db.inTenant(
        tenant,
        handle ->
            Optional.ofNullable(
                    BulkHits.insert(
                        handle,
                        tenant,
                        act.kind(),
                        act.filter(),
                        mark,
                        statement ->
                            asker(statement, act.by())
                                .bind("state", state.name())
                                .bind("life_ms", act.life().toMillis())))
                .map(BulkActId::new));
  }

  private static Query asker(Query statement, Steward by) {
    var only = by.only();
    statement.bind("asker", by.name()).bind("only_provider", only == null ? null : only.value());
    return switch (by.actor()) {
      case Actor.Person person ->
          statement.bind("asker_kind", "person").bind("asked_by", person.id().value());
      case Actor.ApiKey key ->
          statement.bind("asker_kind", "api_key").bind("asked_by", key.id().value());
      case Actor.Timer timer -> throw nobody(timer);
      case Actor.Portal portal -> throw nobody(portal);
      case Actor.Link link -> throw nobody(link);
      case Actor.Anonymous anonymous -> throw nobody(anonymous);
    };
  }

  private static IllegalArgumentException nobody(Actor actor) {
    return new IllegalArgumentException("nobody who may ask: " + actor);
  }

  @Override
  public Optional<BulkAct> find(TenantId tenant, BulkActId id) {
    return select(tenant, new Conditions().and("b.id = :id", "id", id.value()), "").stream()
        .findFirst();
  }

  @Override
  public List<BulkAct> list(
      TenantId tenant, @Nullable ProviderId only, @Nullable BulkActId after, int limit) {
    var conditions =
        new Conditions()
            .and("b.only_provider = :only", "only", only == null ? null : only.value())
            .and("b.id < :after", "after", after == null ? null : after.value())
            .with("limit", limit);
    return select(tenant, conditions, ORDER);
  }

  private List<BulkAct> select(TenantId tenant, Conditions conditions, String order) {
    return db.inTenant(
        tenant,
        handle ->
            conditions
                .bind(handle.createQuery(conditions.appendedTo(BulkActRow.SELECT, order)))
                .bind("tenant", tenant.value())
                .map(new BulkActRow())
                .list());
  }

  @Override
  public int underWay(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(UNDER_WAY)
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public BulkProgress progress(TenantId tenant, BulkActId id) {
    return db.inTenant(
        tenant,
        handle -> {
          var results = new EnumMap<BulkResult, Long>(BulkResult.class);
          var open = new long[2];
          handle
              .createQuery(PROGRESS)
              .bind("tenant", tenant.value())
              .bind("id", id.value())
              .map((row, context) -> count(row, results, open))
              .list();
          return new BulkProgress(open[0], open[1], results);
        });
  }

  private static long count(ResultSet row, EnumMap<BulkResult, Long> results, long[] open)
      throws SQLException {
    var grants = row.getLong("grants");
    var result = BulkLineRow.result(row);
    if (result != null) {
      results.put(result, grants);
    } else {
      open[Columns.text(row, "state").equals("WAITING") ? 0 : 1] += grants;
    }
    return grants;
  }

  @Override
  public LinkProgress links(TenantId tenant, BulkActId id) {
    return db.inTenant(tenant, handle -> LinkAnswers.count(handle, tenant, id));
  }

  @Override
  public List<BulkLine> lines(TenantId tenant, BulkActId id, int after, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(LINES)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(new BulkLineRow())
                .list());
  }

  @Override
  public boolean decide(TenantId tenant, BulkActId id, MemberId by, boolean approved) {
    return db.inTenant(tenant, handle -> BulkDecisions.decide(handle, tenant, id, by, approved));
  }

  @Override
  public boolean cancel(TenantId tenant, BulkActId id, String by) {
    return db.inTenant(tenant, handle -> BulkDecisions.cancel(handle, tenant, id, by));
  }
}
