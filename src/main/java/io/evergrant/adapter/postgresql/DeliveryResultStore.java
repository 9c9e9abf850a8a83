package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.Deliveries.Room;
import io.evergrant.usecase.port.Deliveries.Turn;
import io.evergrant.usecase.port.DeliveryResults;
import io.evergrant.usecase.port.WebhookTurns;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** What came of what was sent; and whose turn it is, by a function that is made for it. */
@Singleton
public class DeliveryResultStore implements DeliveryResults, WebhookTurns {
  private static final String CLAIM =
      """
      SELECT *
      FROM eg_claim_webhooks(:node, :limit, :lease_ms * interval '1 millisecond')
      """;

  private static final String HOLD =
      """
      SELECT name, failing_since, failures, eg_now() AS now,
             coalesce(rests_until > eg_now(), false) AS rests,
             coalesce(delivered_at < eg_now() - interval '1 minute', true) AS is_new
      FROM webhook
      WHERE tenant_id = :tenant
        AND id = :webhook
        AND fence = :fence
      FOR NO KEY UPDATE
      """;

  private static final String ATTEMPTED =
      """
      INSERT INTO webhook_attempt (tenant_id, webhook_id, number, node, result, status, cause, said, latency_ms)
      VALUES (:tenant, :webhook, :number, :node, :result, CAST(:status AS integer), :cause, :said, :latency_ms)
      """;

  private static final String DELIVERED =
      """
      UPDATE webhook_delivery
      SET state = 'DELIVERED', tries = tries + 1, ended_at = eg_now()
      """;

  private static final String AGAIN =
      """
      UPDATE webhook_delivery
      SET tries = tries + 1, next_at = eg_now() + :wait_ms * interval '1 millisecond',
          refused_since = CASE WHEN :refused THEN coalesce(refused_since, eg_now()) ELSE refused_since END
      """;

  private static final String GIVE_UP =
      """
      UPDATE webhook_delivery
      SET state = 'GIVEN_UP', tries = tries + 1, ended_at = eg_now()
      """;

  private static final String THAT_WAITS =
      """
      WHERE tenant_id = :tenant
        AND webhook_id = :webhook
        AND number = :number
        AND state = 'WAITING'
      """;

  private static final String WELL =
      """
      UPDATE webhook
      SET failing_since = NULL, failures = 0, rests_until = NULL, delivered_at = eg_now()
      """;

  /** Those that were under way together fail together, and count once. */
  private static final String UNWELL =
      """
      UPDATE webhook
      SET failing_since = coalesce(failing_since, eg_now()),
          failures = failures + CASE WHEN CAST(:rest_ms AS bigint) IS NULL OR rests_until > eg_now() THEN 0 ELSE 1 END,
          rests_until = greatest(rests_until, eg_now() + CAST(:rest_ms AS bigint) * interval '1 millisecond')
      """;

  private static final String RELEASE =
      """
      UPDATE webhook
      SET lease_until = NULL,
          due_at = coalesce((SELECT min(h.next_at) FROM (
      %s) h), 'infinity'),
          crowded = (
      %s),
          rests_until = CASE WHEN :rest_ms > 0 THEN greatest(rests_until, eg_now() + :rest_ms * interval '1 millisecond')
                             ELSE rests_until END
      """
          .formatted(DeliveryStore.HEADS, DeliveryStore.CROWDED);

  /** Whoever was late changes nothing. */
  private static final String IN_TURN =
      """
      WHERE tenant_id = :tenant
        AND id = :webhook
        AND fence = :fence
      """;

  private final Db db;

  @Inject
  public DeliveryResultStore(Db db) {
    this.db = db;
  }

  @Override
  public List<Turn> claim(String node, int limit, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("limit", limit)
                .bind("lease_ms", lease.toMillis())
                .map(
                    (row, context) ->
                        new Turn(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            new WebhookId(Columns.uuid(row, "id")),
                            row.getLong("fence")))
                .list());
  }

  @Override
  public Optional<Standing> hold(TenantId tenant, Turn turn) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(HOLD)
                .bind("tenant", tenant.value())
                .bind("webhook", turn.webhook().value())
                .bind("fence", turn.fence())
                .map((row, context) -> standing(row))
                .findOne());
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        Columns.text(row, "name"),
        Columns.maybeInstant(row, "failing_since"),
        row.getInt("failures"),
        row.getBoolean("rests"),
        row.getBoolean("is_new"),
        Columns.instant(row, "now"));
  }

  @Override
  public void attempted(TenantId tenant, Turn turn, long number, String node, Answer answer) {
    var columns = AnswerColumns.of(answer);
    run(
        tenant,
        turn,
        ATTEMPTED,
        update ->
            update
                .bind("number", number)
                .bind("node", node)
                .bind("result", columns.result())
                .bind("status", columns.status())
                .bind("cause", columns.cause())
                .bind("said", columns.said())
                .bind("latency_ms", answer.latency().toMillis()));
  }

  @Override
  public void delivered(TenantId tenant, Turn turn, long number) {
    run(tenant, turn, DELIVERED + THAT_WAITS, update -> update.bind("number", number));
  }

  @Override
  public void again(TenantId tenant, Turn turn, long number, Duration wait, boolean refused) {
    run(
        tenant,
        turn,
        AGAIN + THAT_WAITS,
        update ->
            update
                .bind("number", number)
                .bind("wait_ms", wait.toMillis())
                .bind("refused", refused));
  }

  @Override
  public void giveUp(TenantId tenant, Turn turn, long number) {
    run(tenant, turn, GIVE_UP + THAT_WAITS, update -> update.bind("number", number));
  }

  @Override
  public void well(TenantId tenant, Turn turn) {
    run(tenant, turn, WELL + IN_TURN, UnaryOperator.identity());
  }

  @Override
  public void unwell(TenantId tenant, Turn turn, @Nullable Duration rest) {
    run(
        tenant,
        turn,
        UNWELL + IN_TURN,
        update -> update.bind("rest_ms", rest == null ? null : (Long) rest.toMillis()));
  }

  @Override
  public void release(TenantId tenant, Turn turn, Room room, Duration rest) {
    run(
        tenant,
        turn,
        RELEASE + IN_TURN,
        update ->
            update
                .bind("going", room.going())
                .bind("all", room.all())
                .bind("rest_ms", rest.toMillis()));
  }

  private void run(TenantId tenant, Turn turn, String statement, UnaryOperator<Update> values) {
    db.inTenant(
        tenant,
        handle ->
            values
                .apply(
                    handle
                        .createUpdate(statement)
                        .bind("tenant", tenant.value())
                        .bind("webhook", turn.webhook().value())
                        .bind("fence", turn.fence()))
                .execute());
  }
}
