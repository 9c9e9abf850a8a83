package io.evergrant.adapter.postgresql;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageResult;
import io.evergrant.domain.staged.StageVerdict;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StagedTestWork.Turn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Rows of {@code provider_test} and {@code provider_test_stage}. */
final class StagedTestRow {
  private static final String PERSON = "person";

  private static final String FIND =
      """
      SELECT *
      FROM provider_test
      WHERE tenant_id = :tenant
        AND id = :id
      """;

  private static final String RESULTS =
      """
      SELECT *
      FROM provider_test_stage
      WHERE tenant_id = :tenant
        AND test_id = :id
      """;

  private StagedTestRow() {}

  static Optional<StagedTest> find(Handle handle, TenantId tenant, UUID id) {
    var results = results(handle, tenant, id);
    return handle
        .createQuery(FIND)
        .bind("tenant", tenant.value())
        .bind("id", id)
        .map((row, context) -> test(row, results))
        .findOne();
  }

  private static List<StageResult> results(Handle handle, TenantId tenant, UUID id) {
    return handle
        .createQuery(RESULTS)
        .bind("tenant", tenant.value())
        .bind("id", id)
        .map((row, context) -> result(row))
        .stream()
        .sorted(Comparator.comparing(StageResult::stage))
        .toList();
  }

  private static StagedTest test(ResultSet row, List<StageResult> results) throws SQLException {
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

  static Query asker(Query statement, Steward by) {
    statement.bind("asked_by", by.name());
    return switch (by.actor()) {
      case Actor.Person person ->
          statement.bind("asker_kind", PERSON).bind("asker_id", person.id().value());
      case Actor.ApiKey key ->
          statement.bind("asker_kind", "api_key").bind("asker_id", key.id().value());
      case Actor.Timer timer -> throw nobody(timer);
      case Actor.Portal portal -> throw nobody(portal);
      case Actor.Link link -> throw nobody(link);
      case Actor.Anonymous anonymous -> throw nobody(anonymous);
    };
  }

  private static IllegalArgumentException nobody(Actor actor) {
    return new IllegalArgumentException("no test is asked for by " + actor);
  }

  static Turn turn(ResultSet row) throws SQLException {
    var asker = Columns.uuid(row, "asker_id");
    var name = Columns.text(row, "asked_by");
    var actor =
        Columns.text(row, "asker_kind").equals(PERSON)
            ? new Actor.Person(new MemberId(asker), name)
            : new Actor.ApiKey(new ApiKeyId(asker), name);
    return new Turn(
        new Steward(new TenantId(Columns.uuid(row, "tenant_id")), actor, null),
        new StagedTestId(Columns.uuid(row, "id")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        row.getLong("fence"),
        row.getInt("tries"));
  }

  private static StageResult result(ResultSet row) throws SQLException {
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
