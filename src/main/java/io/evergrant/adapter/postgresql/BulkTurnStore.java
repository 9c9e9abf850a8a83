package io.evergrant.adapter.postgresql;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.BulkTurns;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Turns at acts on many grants. What a turn writes, it writes while it holds the act's row. */
@Singleton
public class BulkTurnStore implements BulkTurns {
  private static final String CLAIM =
      """
      SELECT *
      FROM eg_claim_bulk_act(:node, :lease_ms * interval '1 millisecond')
      """;

  /** Locks the row to the end of the transaction: a claim, or a cancellation, waits for that. */
  private static final String HOLD =
      """
      UPDATE bulk_act
      SET lease_until = eg_now() + :lease_ms * interval '1 millisecond'
      WHERE tenant_id = :tenant
        AND id = :id
        AND fence = :fence
        AND state = 'RUNNING'
        AND lease_until > eg_now()
      """;

  private static final String NEXT =
      """
      SELECT i.number, i.grant_id, i.provider_id
      FROM provider p
      CROSS JOIN LATERAL (
        SELECT w.number, w.grant_id, w.provider_id
        FROM bulk_item w
        WHERE w.tenant_id = :tenant
          AND w.act_id = :id
          AND w.provider_id = p.id
          AND w.state = 'WAITING'
        ORDER BY w.number
        LIMIT greatest(0, :room - (
          SELECT count(*)
          FROM bulk_item o
          WHERE o.tenant_id = :tenant
            AND o.act_id = :id
            AND o.provider_id = p.id
            AND o.state = 'ACTED'))
      ) i
      WHERE p.tenant_id = :tenant
        AND NOT (:heedful AND (
          p.status <> 'ACTIVE'
          OR EXISTS (
            SELECT FROM provider_breaker b
            WHERE b.tenant_id = p.tenant_id AND b.provider_id = p.id AND b.step > 0)))
      ORDER BY i.number
      LIMIT :limit
      """;

  private static final String BEGUN =
      """
      SELECT number, grant_id, provider_id
      FROM bulk_item
      WHERE tenant_id = :tenant
        AND act_id = :id
        AND state = 'ACTED'
        AND next_at <= eg_now()
      ORDER BY next_at, number
      LIMIT :limit
      """;

  private static final String BEGIN =
      """
      UPDATE bulk_item
      SET state = 'ACTED', acted_at = eg_now(), next_at = eg_now()
      WHERE tenant_id = :tenant
        AND act_id = :id
        AND number = :number
        AND state = 'WAITING'
      """;

  private static final String END =
      """
      UPDATE bulk_item
      SET state = 'OVER', result = :result, detail = :detail, over_at = eg_now()
      WHERE tenant_id = :tenant
        AND act_id = :id
        AND number = :number
        AND state <> 'OVER'
      """;

  private static final String PUT_OFF =
      """
      UPDATE bulk_item
      SET next_at = eg_now() + :by_ms * interval '1 millisecond'
      WHERE tenant_id = :tenant
        AND act_id = :id
        AND number = :number
        AND state = 'ACTED'
      """;

  private static final String PUT_OFF_ALL =
      """
      UPDATE bulk_item
      SET next_at = eg_now() + :by_ms * interval '1 millisecond'
      WHERE tenant_id = :tenant
        AND act_id = :id
        AND provider_id = :provider
        AND state = 'ACTED'
      """;

  /** The first outcome after it was made due is what came of it, whoever tried. */
  private static final String END_REFRESHED =
      """
      UPDATE bulk_item i
      SET state = 'OVER',
          over_at = eg_now(),
          result = CASE
                     WHEN g.last_outcome_at IS NULL OR g.last_outcome_at < i.acted_at THEN 'still_due'
                     WHEN g.last_outcome = 'renewed' THEN 'done'
                     ELSE 'not_refreshed'
                   END,
          detail = CASE WHEN g.last_outcome_at >= i.acted_at THEN g.last_outcome END
      FROM oauth_grant g
      WHERE i.tenant_id = :tenant
        AND i.act_id = :id
        AND i.state = 'ACTED'
        AND g.tenant_id = i.tenant_id
        AND g.id = i.grant_id
        AND (g.last_outcome_at >= i.acted_at
             OR i.acted_at < eg_now() - :patience_ms * interval '1 millisecond')
      """;

  private static final String END_ACT =
      """
      UPDATE bulk_act b
      SET state = CASE WHEN b.cancelled_at IS NULL THEN 'DONE' ELSE 'CANCELLED' END,
          ended_at = eg_now(),
          lease_until = NULL
      WHERE b.tenant_id = :tenant
        AND b.id = :id
        AND b.fence = :fence
        AND b.state = 'RUNNING'
        AND NOT EXISTS (
          SELECT FROM bulk_item i
          WHERE i.tenant_id = b.tenant_id AND i.act_id = b.id AND i.state IN ('WAITING', 'ACTED'))
      """;

  private static final String RELEASE =
      """
      UPDATE bulk_act
      SET lease_until = NULL, turn_at = eg_now() + :rest_ms * interval '1 millisecond'
      WHERE tenant_id = :tenant
        AND id = :id
        AND fence = :fence
      """;

  private final Db db;

  @Inject
  public BulkTurnStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Turn> claim(String node, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("lease_ms", lease.toMillis())
                .map((row, context) -> turn(row))
                .findOne());
  }

  private static Turn turn(ResultSet row) throws SQLException {
    var tenant = new TenantId(Columns.uuid(row, "tenant_id"));
    var only = Columns.maybeUuid(row, "only_provider");
    var asker = Columns.uuid(row, "asked_by");
    var name = Columns.text(row, "asker");
    var actor =
        Columns.text(row, "asker_kind").equals("person")
            ? new Actor.Person(new MemberId(asker), name)
            : new Actor.ApiKey(new ApiKeyId(asker), name);
    return new Turn(
        tenant,
        new BulkActId(Columns.uuid(row, "id")),
        row.getLong("fence"),
        BulkActRow.kind(row),
        new Steward(tenant, actor, only == null ? null : new ProviderId(only)));
  }

  @Override
  public boolean hold(Turn turn, Duration lease) {
    return changed(
            turn,
            HOLD,
            update -> update.bind("fence", turn.fence()).bind("lease_ms", lease.toMillis()))
        == 1;
  }

  @Override
  public List<Item> next(Turn turn, int room, boolean heedful, int limit) {
    return items(
        turn,
        NEXT,
        query -> query.bind("room", room).bind("heedful", heedful).bind("limit", limit));
  }

  @Override
  public List<Item> begun(Turn turn, int limit) {
    return items(turn, BEGUN, query -> query.bind("limit", limit));
  }

  private List<Item> items(Turn turn, String statement, UnaryOperator<Query> values) {
    return db.inTenant(
        turn.tenant(),
        handle ->
            values
                .apply(of(turn, handle.createQuery(statement)))
                .map(
                    (row, context) ->
                        new Item(
                            row.getInt("number"),
                            new GrantId(Columns.uuid(row, "grant_id")),
                            new ProviderId(Columns.uuid(row, "provider_id"))))
                .list());
  }

  @Override
  public boolean begin(Turn turn, Item item) {
    return changed(turn, BEGIN, update -> update.bind("number", item.number())) == 1;
  }

  @Override
  public void end(Turn turn, Item item, BulkResult result, @Nullable String detail) {
    changed(
        turn,
        END,
        update ->
            update
                .bind("number", item.number())
                .bind("result", result.code())
                .bind("detail", detail));
  }

  @Override
  public void putOff(Turn turn, Item item, Duration by) {
    changed(
        turn, PUT_OFF, update -> update.bind("number", item.number()).bind("by_ms", by.toMillis()));
  }

  @Override
  public void putOff(Turn turn, ProviderId provider, Duration by) {
    changed(
        turn,
        PUT_OFF_ALL,
        update -> update.bind("provider", provider.value()).bind("by_ms", by.toMillis()));
  }

  @Override
  public int endRefreshed(Turn turn, Duration patience) {
    return changed(turn, END_REFRESHED, update -> update.bind("patience_ms", patience.toMillis()));
  }

  @Override
  public boolean endAct(Turn turn) {
    return changed(turn, END_ACT, update -> update.bind("fence", turn.fence())) == 1;
  }

  @Override
  public void release(Turn turn, Duration rest) {
    changed(
        turn,
        RELEASE,
        update -> update.bind("fence", turn.fence()).bind("rest_ms", rest.toMillis()));
  }

  private int changed(Turn turn, String statement, UnaryOperator<Update> values) {
    return db.inTenant(
        turn.tenant(), handle -> values.apply(of(turn, handle.createUpdate(statement))).execute());
  }

  private static <S extends SqlStatement<S>> S of(Turn turn, S statement) {
    return statement.bind("tenant", turn.tenant().value()).bind("id", turn.id().value());
  }
}
