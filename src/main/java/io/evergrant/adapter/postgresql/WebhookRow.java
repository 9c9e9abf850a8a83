package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.DisabledWhy;
import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code webhook} as it stands now. */
final class WebhookRow implements RowMapper<Webhook> {
  /** A rest and an overlap that are over are none. */
  static final String SELECT =
      """
      SELECT w.tenant_id, w.id, w.name, w.url, w.events, w.disabled_why, w.disabled_at, w.version, w.generation,
             CASE WHEN w.previous_ends_at > eg_now() THEN w.previous_generation END AS previous_generation,
             CASE WHEN w.previous_ends_at > eg_now() THEN w.previous_ends_at END AS previous_ends_at, w.created_at,
             w.failing_since, CASE WHEN w.rests_until > eg_now() THEN w.rests_until END AS rests_until, w.delivered_at,
             (SELECT count(*)
              FROM webhook_delivery d
              WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.id AND d.state = 'WAITING') AS waiting
      FROM webhook w
      WHERE w.tenant_id = :tenant
      """;

  @Override
  public Webhook map(ResultSet row, StatementContext context) throws SQLException {
    var why = Columns.maybeText(row, "disabled_why");
    return new Webhook(
        new WebhookId(Columns.uuid(row, "id")),
        new TenantId(Columns.uuid(row, "tenant_id")),
        Columns.text(row, "name"),
        Columns.uri(row, "url"),
        new EventPatterns(events(row)),
        why == null ? null : DisabledWhy.valueOf(why.toUpperCase(Locale.ROOT)),
        Columns.maybeInstant(row, "disabled_at"),
        row.getLong("version"),
        row.getLong("generation"),
        Columns.maybeLong(row, "previous_generation"),
        Columns.maybeInstant(row, "previous_ends_at"),
        Columns.instant(row, "created_at"),
        new Webhook.Health(
            Columns.maybeInstant(row, "failing_since"),
            Columns.maybeInstant(row, "rests_until"),
            Columns.maybeInstant(row, "delivered_at"),
            row.getLong("waiting")));
  }

  static List<String> events(ResultSet row) throws SQLException {
    return List.of((String[]) row.getArray("events").getArray());
  }
}
