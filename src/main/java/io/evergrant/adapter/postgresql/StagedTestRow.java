package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageResult;
import io.evergrant.domain.staged.StageVerdict;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StagedTests.Turn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code provider_test} and {@code provider_test_stage}. */
final class StagedTestRow {
  private StagedTestRow() {}

  static StagedTest test(ResultSet row, List<StageResult> results) throws SQLException {
    var link = Columns.maybeUuid(row, "link_id");
    var grant = Columns.maybeUuid(row, "grant_id");
    return new StagedTest(
        new StagedTestId(Columns.uuid(row, "id")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        row.getLong("version"),
        Stage.valueOf(Columns.text(row, "stage")),
        Columns.text(row, "asked_by"),
        Columns.instant(row, "asked_at"),
        Columns.maybeInstant(row, "ended_at"),
        link(link),
        grant == null ? null : new GrantId(grant),
        Columns.maybeInstant(row, "due_since"),
        results);
  }

  private static @Nullable ConsentLinkId link(@Nullable UUID id) {
    return id == null ? null : new ConsentLinkId(id);
  }

  static Turn turn(ResultSet row) throws SQLException {
    return new Turn(
        new TenantId(Columns.uuid(row, "tenant_id")),
        new StagedTestId(Columns.uuid(row, "id")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        new MemberId(Columns.uuid(row, "asker_id")),
        Columns.text(row, "asked_by"),
        row.getLong("fence"),
        row.getInt("tries"));
  }

  static StageResult result(ResultSet row) throws SQLException {
    return new StageResult(
        Stage.valueOf(Columns.text(row, "stage")),
        StageVerdict.valueOf(Columns.text(row, "verdict")),
        Columns.text(row, "code"),
        List.of((String[]) row.getArray("facts").getArray()),
        List.of((String[]) row.getArray("lines").getArray()),
        Columns.instant(row, "ended_at"),
        Columns.millis(row, "took_ms"));
  }
}
