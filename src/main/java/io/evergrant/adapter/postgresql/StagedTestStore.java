package io.evergrant.adapter.postgresql;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StagedTests;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tests of providers, in tables {@code provider_test} and {@code provider_test_stage}. */
@Singleton
public class StagedTestStore implements StagedTests {
  private static final String INSERT =
      """
      INSERT INTO provider_test (tenant_id, provider_id, version, asker_kind, asker_id, asked_by)
      VALUES (:tenant, :provider, :version, :asker_kind, :asker_id, :asked_by)
      ON CONFLICT (tenant_id, provider_id) WHERE ended_at IS NULL DO NOTHING
      RETURNING id
      """;

  private static final String LIST =
      """
      SELECT id
      FROM provider_test
      WHERE tenant_id = :tenant
        AND provider_id = :provider
      ORDER BY id DESC
      LIMIT :limit
      """;

  private static final String STOP =
      """
      UPDATE provider_test
      SET ended_at = eg_now(), lease_until = NULL, fence = fence + 1
      WHERE tenant_id = :tenant
        AND id = :id
        AND ended_at IS NULL
      """;

  private static final String ADD =
      """
      INSERT INTO provider_test_stage (tenant_id, test_id, stage, verdict, code, facts, lines, took_ms)
      VALUES (:tenant, :id, :stage, :verdict, :code, :facts, :lines, :took_ms)
      ON CONFLICT DO NOTHING
      """;

  private final Db db;

  @Inject
  public StagedTestStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<StagedTestId> insert(Provider provider, Steward by) {
    return db.inTenant(
        provider.tenant(),
        handle ->
            StagedTestRow.asker(handle.createQuery(INSERT), by)
                .bind("tenant", provider.tenant().value())
                .bind("provider", provider.id().value())
                .bind("version", provider.version())
                .map((row, context) -> new StagedTestId(Columns.uuid(row, "id")))
                .findOne());
  }

  @Override
  public Optional<StagedTest> find(TenantId tenant, StagedTestId id) {
    return db.inTenant(tenant, handle -> StagedTestRow.find(handle, tenant, id.value()));
  }

  @Override
  public List<StagedTest> list(TenantId tenant, ProviderId provider, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(LIST)
                .bind("tenant", tenant.value())
                .bind("provider", provider.value())
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list()
                .stream()
                .flatMap(id -> StagedTestRow.find(handle, tenant, id).stream())
                .toList());
  }

  @Override
  public boolean stop(TenantId tenant, StagedTestId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(STOP)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .execute()
                == 1);
  }

  @Override
  public void add(
      TenantId tenant, StagedTestId id, Stage stage, StageEnding ending, Duration took) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(ADD)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("stage", stage.name())
                .bind("verdict", ending.verdict().name())
                .bind("code", ending.code())
                .bind("facts", ending.facts().toArray(String[]::new))
                .bind("lines", ending.lines().toArray(String[]::new))
                .bind("took_ms", took.toMillis())
                .execute());
  }
}
