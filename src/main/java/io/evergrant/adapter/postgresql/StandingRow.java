package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of {@code oauth_grant} as somebody needs it who is after the token. */
final class StandingRow {
  private StandingRow() {}

  static Standing of(ResultSet row) throws SQLException {
    return new Standing(
        StatusColumns.of(row),
        Columns.maybeText(row, "status_cause"),
        new ProviderId(Columns.uuid(row, "provider_id")),
        ProviderStatus.valueOf(Columns.text(row, "provider_status")),
        new TokenLocation(
            new TenantId(Columns.uuid(row, "tenant_id")),
            new GrantId(Columns.uuid(row, "id")),
            Columns.text(row, "salt")),
        row.getInt("kv_version"),
        new Fence(row.getLong("fence")),
        row.getBoolean("under_way"),
        Columns.maybeInstant(row, "last_success_at"),
        Columns.maybeInstant(row, "last_outcome_at"),
        Columns.maybeText(row, "last_outcome"),
        Columns.maybeText(row, "last_cause"),
        Columns.maybeInstant(row, "due_at"),
        Columns.millis(row, "assumed_life_ms"),
        Columns.instant(row, "now"));
  }
}
