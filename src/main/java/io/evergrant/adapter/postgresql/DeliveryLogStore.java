package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.DeliveryLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries as people see them, in tables {@code webhook_delivery} and {@code webhook_attempt}.
 */
@Singleton
public class DeliveryLogStore implements DeliveryLog {
  private static final String SELECT =
      """
      SELECT d.webhook_id, d.number, d.type, d.state, d.tries, d.next_at, d.ended_at,
             a.at, a.node, a.result, a.status, a.cause, a.said, a.latency_ms
      FROM webhook_delivery d
      LEFT JOIN LATERAL (
        SELECT *
        FROM webhook_attempt n
        WHERE n.tenant_id = d.tenant_id AND n.webhook_id = d.webhook_id AND n.number = d.number
        ORDER BY n.at DESC, n.id DESC
        LIMIT 1
      ) a ON true
      WHERE d.tenant_id = :tenant
        AND d.webhook_id = :webhook
      """;

  private static final String NEWEST_FIRST =
      """
      ORDER BY d.number DESC
      LIMIT :limit
      """;

  private static final String ATTEMPTS =
      """
      SELECT at, node, result, status, cause, said, latency_ms
      FROM webhook_attempt
      WHERE tenant_id = :tenant
        AND webhook_id = :webhook
        AND number = :number
      ORDER BY at DESC, id DESC
      LIMIT :limit
      """;

  private static final String RESEND =
      """
      UPDATE webhook_delivery
      SET state = 'WAITING', next_at = eg_now(), refused_since = NULL, ended_at = NULL,
          tries = CASE WHEN state = 'WAITING' THEN tries ELSE 0 END
      WHERE tenant_id = :tenant
        AND webhook_id = :webhook
        AND number = :number
      """;

  private final Db db;

  @Inject
  public DeliveryLogStore(Db db) {
    this.db = db;
  }

  @Override
  public List<Delivery> list(
      TenantId tenant,
      WebhookId webhook,
      @Nullable DeliveryState state,
      @Nullable Long before,
      int limit) {
    var conditions = new Conditions().and("d.number < :before", "before", before);
    if (state != null) {
      conditions.and(
          switch (state) {
            // as the indexes have it
            case WAITING -> "d.state = 'WAITING'";
            case DELIVERED -> "d.state = 'DELIVERED'";
            case GIVEN_UP -> "d.state = 'GIVEN_UP'";
          });
    }
    return select(tenant, webhook, conditions.with("limit", limit), NEWEST_FIRST);
  }

  @Override
  public Optional<Delivery> find(TenantId tenant, WebhookId webhook, long number) {
    var one = new Conditions().and("d.number = :number", "number", number);
    return select(tenant, webhook, one, "").stream().findFirst();
  }

  private List<Delivery> select(
      TenantId tenant, WebhookId webhook, Conditions conditions, String order) {
    return db.inTenant(
        tenant,
        handle ->
            conditions
                .bind(handle.createQuery(conditions.appendedTo(SELECT, order)))
                .bind("tenant", tenant.value())
                .bind("webhook", webhook.value())
                .map((row, context) -> delivery(row))
                .list());
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        new WebhookId(Columns.uuid(row, "webhook_id")),
        row.getLong("number"),
        AuditEventType.valueOf(Columns.text(row, "type").toUpperCase(Locale.ROOT)),
        DeliveryState.valueOf(Columns.text(row, "state")),
        row.getInt("tries"),
        Columns.instant(row, "next_at"),
        Columns.maybeInstant(row, "ended_at"),
        Columns.maybeText(row, "result") == null ? null : attempt(row));
  }

  private static Delivery.Attempt attempt(ResultSet row) throws SQLException {
    return new Delivery.Attempt(
        Columns.instant(row, "at"), Columns.text(row, "node"), AnswerColumns.read(row));
  }

  @Override
  public List<Delivery.Attempt> attempts(
      TenantId tenant, WebhookId webhook, long number, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(ATTEMPTS)
                .bind("tenant", tenant.value())
                .bind("webhook", webhook.value())
                .bind("number", number)
                .bind("limit", limit)
                .map((row, context) -> attempt(row))
                .list());
  }

  @Override
  public boolean resend(TenantId tenant, WebhookId webhook, long number) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(RESEND)
                    .bind("tenant", tenant.value())
                    .bind("webhook", webhook.value())
                    .bind("number", number)
                    .execute()
                == 1);
  }
}
