package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.usecase.port.StagedTestWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Update;

/** What a turn does to a test, in table {@code provider_test}. */
@Singleton
public class StagedTestWorkStore implements StagedTestWork {
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
  public StagedTestWorkStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<StagedTest> hold(Turn turn, Duration lease) {
    return inTurn(turn, HOLD, update -> update.bind("lease_ms", lease.toMillis()))
        ? db.inTenant(
            turn.tenant(), handle -> StagedTestRow.find(handle, turn.tenant(), turn.id().value()))
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
