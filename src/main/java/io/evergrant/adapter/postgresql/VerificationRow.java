package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.audit.VerificationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit_verification}, and the event that it accuses where that is there. */
final class VerificationRow implements RowMapper<Verification> {
  static final String COLUMNS =
      """
      v.id, v.state, v.asked_by, v.asked_at, v.ended_at, v.after, v.up_to, v.sequence, v.verdict, v.last, v.checkpoints,
      v.signed_up_to, v.signed_at, v.removed_up_to, v.held, v.held_up_to, v.finding, v.bad_from, v.bad_to,
      (SELECT e.number
       FROM audit_link l
       JOIN audit_event e ON e.tenant_id = v.tenant_id AND e.number = l.number
       WHERE l.tenant_id = v.tenant_id AND l.sequence = v.bad_from) AS number
      """;

  @Override
  public Verification map(ResultSet row, StatementContext context) throws SQLException {
    return new Verification(
        new VerificationId(Columns.uuid(row, "id")),
        Verification.State.valueOf(Columns.text(row, "state")),
        Columns.text(row, "asked_by"),
        Columns.instant(row, "asked_at"),
        Columns.maybeInstant(row, "ended_at"),
        row.getLong("after"),
        row.getLong("up_to"),
        row.getLong("sequence"),
        found(row));
  }

  private static Verification.@Nullable Found found(ResultSet row) throws SQLException {
    var verdict = Columns.maybeText(row, "verdict");
    return verdict == null
        ? null
        : new Verification.Found(
            Verification.Word.valueOf(verdict),
            row.getLong("last"),
            row.getLong("checkpoints"),
            row.getLong("signed_up_to"),
            Columns.maybeText(row, "signed_at"),
            row.getLong("removed_up_to"),
            Columns.maybeLong(row, "held"),
            row.getLong("held_up_to"),
            Columns.maybeText(row, "finding"),
            Columns.maybeLong(row, "bad_from"),
            Columns.maybeLong(row, "bad_to"),
            Columns.maybeLong(row, "number"));
  }
}
