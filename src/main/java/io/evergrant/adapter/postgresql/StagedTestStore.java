package io.evergrant.adapter.postgresql;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.domain.staged.StageResult;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StagedTests;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

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

  private static final String FIND =
      """
      SELECT *
      FROM provider_test
      WHERE tenant_id = :tenant
        AND id = :id
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

  private static final String RESULTS =
      """
      SELECT *
      FROM provider_test_stage
      WHERE tenant_id = :tenant
        AND test_id = :id
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

  /** Whoever was late changes nothing. */
  private static final String IN_TURN =
      """
      WHERE tenant_id = :tenant
        AND id = :id
        AND fence = :fence
        AND ended_at IS NULL
      """;

  private static final String HOLD =
      """
      UPDATE provider_test
      SET lease_until = eg_now() + :lease_ms * interval '1 millisecond'
      """
          + IN_TURN;

  private static final String GO_ON =
      """
      UPDATE provider_test
      SET stage = :stage, tries = 0
      """
          + IN_TURN;

  private static final String LINKED =
      """
      UPDATE provider_test
      SET link_id = :link
      """
          + IN_TURN;

  private static final String CONNECTED =
      """
      UPDATE provider_test
      SET grant_id = :grant
      """
          + IN_TURN;

  private static final String DUE =
      """
      UPDATE provider_test
      SET due_since = eg_now()
      """
          + IN_TURN;

  private static final String END =
      """
      UPDATE provider_test
      SET ended_at = eg_now(), lease_until = NULL
      """
          + IN_TURN;

  private static final String RELEASE =
      """
      UPDATE provider_test
      SET lease_until = NULL,
          turn_at = eg_now() + :rest_ms * interval '1 millisecond',
          tries = CASE WHEN :well THEN 0 ELSE tries END
      """
          + IN_TURN;

  private static final String CLAIM =
      """
      SELECT *
      FROM eg_claim_provider_tests(:node, :limit, :lease_ms * interval '1 millisecond')
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
    return db.inTenant(tenant, handle -> find(handle, tenant, id.value()));
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
                .flatMap(id -> find(handle, tenant, id).stream())
                .toList());
  }

  private static Optional<StagedTest> find(Handle handle, TenantId tenant, UUID id) {
    var results = results(handle, tenant, id);
    return handle
        .createQuery(FIND)
        .bind("tenant", tenant.value())
        .bind("id", id)
        .map((row, context) -> StagedTestRow.test(row, results))
        .findOne();
  }

  private static List<StageResult> results(Handle handle, TenantId tenant, UUID id) {
    return handle
        .createQuery(RESULTS)
        .bind("tenant", tenant.value())
        .bind("id", id)
        .map((row, context) -> StagedTestRow.result(row))
        .stream()
        .sorted(Comparator.comparing(StageResult::stage))
        .toList();
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

  @Override
  public Optional<StagedTest> hold(Turn turn, Duration lease) {
    return inTurn(turn, HOLD, update -> update.bind("lease_ms", lease.toMillis()))
        ? find(turn.tenant(), turn.id())
        : Optional.empty();
  }

  @Override
  public boolean goOn(Turn turn, Stage next) {
    return inTurn(turn, GO_ON, update -> update.bind("stage", next.name()));
  }

  @Override
  public boolean linked(Turn turn, ConsentLinkId link) {
    return inTurn(turn, LINKED, update -> update.bind("link", link.value()));
  }

  @Override
  public boolean connected(Turn turn, GrantId grant) {
    return inTurn(turn, CONNECTED, update -> update.bind("grant", grant.value()));
  }

  @Override
  public boolean due(Turn turn) {
    return inTurn(turn, DUE, update -> update);
  }

  @Override
  public boolean end(Turn turn) {
    return inTurn(turn, END, update -> update);
  }

  @Override
  public void release(Turn turn, Duration rest, boolean well) {
    inTurn(turn, RELEASE, update -> update.bind("rest_ms", rest.toMillis()).bind("well", well));
  }

  private boolean inTurn(Turn turn, String statement, UnaryOperator<Update> values) {
    return db.inTenant(
        turn.tenant(),
        handle ->
            values
                    .apply(
                        handle
                            .createUpdate(statement)
                            .bind("tenant", turn.tenant().value())
                            .bind("id", turn.id().value())
                            .bind("fence", turn.fence()))
                    .execute()
                == 1);
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
                .map((row, context) -> StagedTestRow.turn(row))
                .list());
  }
}
