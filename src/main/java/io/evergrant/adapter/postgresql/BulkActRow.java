package io.evergrant.adapter.postgresql;

import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkState;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code bulk_act}. */
final class BulkActRow implements RowMapper<BulkAct> {
  /** One that waited too long for a second admin has ended, though nobody wrote that down. */
  static final String SELECT =
      """
      SELECT b.*, d.email AS decider,
             coalesce(
               CASE WHEN b.asker_kind = 'person' THEN ARRAY[b.asked_by] END,
               (SELECT k.known_to FROM api_key k WHERE k.tenant_id = b.tenant_id AND k.id = b.asked_by),
               '{}') AS askers,
             CASE WHEN b.state = 'ASKED' AND b.ends_at <= eg_now() THEN 'ENDED' ELSE b.state END AS standing
      FROM bulk_act b
      LEFT JOIN member d ON d.id = b.decided_by
      WHERE b.tenant_id = :tenant
      """;

  @Override
  public BulkAct map(ResultSet row, StatementContext context) throws SQLException {
    var only = Columns.maybeUuid(row, "only_provider");
    return new BulkAct(
        new TenantId(Columns.uuid(row, "tenant_id")),
        new BulkActId(Columns.uuid(row, "id")),
        kind(row),
        Columns.text(row, "question"),
        BulkState.valueOf(Columns.text(row, "standing")),
        Arrays.stream((UUID[]) row.getArray("askers").getArray())
            .map(MemberId::new)
            .collect(Collectors.toSet()),
        Columns.text(row, "asker"),
        only == null ? null : new ProviderId(only),
        Columns.instant(row, "asked_at"),
        Columns.instant(row, "ends_at"),
        Columns.maybeText(row, "decider"),
        Columns.maybeText(row, "cancelled_by"),
        Columns.maybeInstant(row, "ended_at"),
        row.getInt("grants"));
  }

  static BulkKind kind(ResultSet row) throws SQLException {
    var code = Columns.text(row, "act");
    return BulkKind.of(code).orElseThrow(() -> new IllegalStateException("no such act: " + code));
  }
}
