package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.audit.VerificationId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Verifications;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Update;

/** Verifications of a log, in table {@code audit_verification}. */
@Singleton
public class VerificationStore implements Verifications {
  private static final String INSERT =
      """
      INSERT INTO audit_verification (tenant_id, asked_by)
      VALUES (:tenant, :by)
      RETURNING id
      """;

  private static final String FIND =
      """
      SELECT %s
      FROM audit_verification v
      WHERE v.tenant_id = :tenant
        AND v.id = :id
      """
          .formatted(VerificationRow.COLUMNS);

  private static final String LIST =
      """
      SELECT %s
      FROM audit_verification v
      WHERE v.tenant_id = :tenant
      ORDER BY v.id DESC
      LIMIT :limit
      """
          .formatted(VerificationRow.COLUMNS);

  /** Whoever was late changes nothing. */
  private static final String IN_TURN =
      """
      WHERE tenant_id = :tenant
        AND id = :id
        AND fence = :fence
        AND state IN ('WAITING', 'RUNNING')
      """;

  private static final String BEGIN =
      """
      UPDATE audit_verification
      SET state = 'RUNNING', after = :after, up_to = :up_to, sequence = :after
      """
          + IN_TURN;

  private static final String REACHED =
      """
      UPDATE audit_verification
      SET sequence = :sequence, lease_until = eg_now() + :lease_ms * interval '1 millisecond'
      """
          + IN_TURN;

  private static final String DONE =
      """
      UPDATE audit_verification
      SET state = 'DONE', ended_at = eg_now(), lease_until = NULL, sequence = up_to, verdict = :verdict, last = :last,
          checkpoints = :checkpoints, signed_up_to = :signed_up_to, signed_at = :signed_at,
          removed_up_to = :removed_up_to, held = CAST(:held AS bigint), held_up_to = :held_up_to, finding = :finding,
          bad_from = CAST(:bad_from AS bigint), bad_to = CAST(:bad_to AS bigint)
      """
          + IN_TURN;

  private static final String FAIL =
      """
      UPDATE audit_verification
      SET state = 'FAILED', ended_at = eg_now(), lease_until = NULL
      """
          + IN_TURN;

  private static final String RELEASE =
      """
      UPDATE audit_verification
      SET lease_until = NULL, turn_at = eg_now() + :rest_ms * interval '1 millisecond'
      """
          + IN_TURN;

  private static final String CLAIM =
      """
      SELECT *
      FROM eg_claim_audit_verification(:node, :lease_ms * interval '1 millisecond')
      """;

  private final Db db;

  @Inject
  public VerificationStore(Db db) {
    this.db = db;
  }

  @Override
  public VerificationId insert(TenantId tenant, String by) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(INSERT)
                .bind("tenant", tenant.value())
                .bind("by", by)
                .map((row, context) -> new VerificationId(Columns.uuid(row, "id")))
                .one());
  }

  @Override
  public Optional<Verification> find(TenantId tenant, VerificationId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(new VerificationRow())
                .findOne());
  }

  @Override
  public List<Verification> list(TenantId tenant, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(LIST)
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map(new VerificationRow())
                .list());
  }

  @Override
  public boolean begin(TenantId tenant, Turn turn, long after, long upTo) {
    return inTurn(tenant, turn, BEGIN, update -> update.bind("after", after).bind("up_to", upTo));
  }

  @Override
  public boolean reached(TenantId tenant, Turn turn, long sequence, Duration lease) {
    return inTurn(
        tenant,
        turn,
        REACHED,
        update -> update.bind("sequence", sequence).bind("lease_ms", lease.toMillis()));
  }

  @Override
  public boolean done(TenantId tenant, Turn turn, Verification.Found found) {
    return inTurn(
        tenant,
        turn,
        DONE,
        update ->
            update
                .bind("verdict", found.verdict().name())
                .bind("last", found.last())
                .bind("checkpoints", found.checkpoints())
                .bind("signed_up_to", found.signedUpTo())
                .bind("signed_at", found.signedAt())
                .bind("removed_up_to", found.removedUpTo())
                .bind("held", found.held())
                .bind("held_up_to", found.heldUpTo())
                .bind("finding", found.finding())
                .bind("bad_from", found.badFrom())
                .bind("bad_to", found.badTo()));
  }

  @Override
  public boolean fail(TenantId tenant, Turn turn) {
    return inTurn(tenant, turn, FAIL, update -> update);
  }

  @Override
  public void release(TenantId tenant, Turn turn, Duration rest) {
    inTurn(tenant, turn, RELEASE, update -> update.bind("rest_ms", rest.toMillis()));
  }

  private boolean inTurn(
      TenantId tenant, Turn turn, String statement, UnaryOperator<Update> values) {
    return db.inTenant(
        tenant,
        handle ->
            values
                    .apply(
                        handle
                            .createUpdate(statement)
                            .bind("tenant", tenant.value())
                            .bind("id", turn.id().value())
                            .bind("fence", turn.fence()))
                    .execute()
                == 1);
  }

  @Override
  public Optional<Turn> claim(String node, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("lease_ms", lease.toMillis())
                .map(
                    (row, context) ->
                        new Turn(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            new VerificationId(Columns.uuid(row, "id")),
                            row.getLong("fence"),
                            row.getInt("tries")))
                .findOne());
  }
}
