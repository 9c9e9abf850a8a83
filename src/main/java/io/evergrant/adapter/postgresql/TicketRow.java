package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.domain.ticket.Ticket;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.usecase.port.TicketLookup.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code ticket} with how its key stands. */
final class TicketRow implements RowMapper<Found> {
  @Override
  public Found map(ResultSet row, StatementContext context) throws SQLException {
    var thumbprint = Columns.maybeText(row, "jkt");
    var ticket =
        new Ticket(
            new TicketId(Columns.uuid(row, "id")),
            new TenantId(Columns.uuid(row, "tenant_id")),
            new GrantId(Columns.uuid(row, "grant_id")),
            thumbprint == null ? new Binding.Cookie() : new Binding.DpopKey(thumbprint),
            texts(row, "methods").collect(Collectors.toUnmodifiableSet()),
            texts(row, "prefixes").map(ForwardTarget::parse).toList(),
            Columns.maybeText(row, "origin"),
            new ApiKeyId(Columns.uuid(row, "key_id")),
            Columns.text(row, "key_name"),
            Columns.instant(row, "ends_at"));
    return new Found(ticket, row.getBoolean("ended"), row.getBoolean("orphaned"));
  }

  private static Stream<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray());
  }
}
