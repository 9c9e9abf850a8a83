package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.ExportExtent;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.audit.ExportProgress;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ExportTurns.Turn;
import io.evergrant.usecase.port.ExportWork;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Update;

/** What a turn does to an export, in table {@code audit_export}. */
@Singleton
public class ExportWorkStore implements ExportWork {
  /** Whoever was late changes nothing. */
  private static final String IN_TURN =
      """
      WHERE tenant_id = :tenant
        AND id = :id
        AND fence = :fence
        AND state IN ('WAITING', 'RUNNING')
      """;

  private static final String WANT =
      """
      UPDATE audit_export
      SET wanted = :up_to
      """
          + IN_TURN;

  private static final String FIX =
      """
      UPDATE audit_export
      SET state = 'RUNNING', after = :after, up_to = :up_to, signed_up_to = :signed_up_to, before = :before,
          previous = :previous, as_of = :as_of, sequence = :after, hash = :previous
      """
          + IN_TURN;

  private static final String GO_ON =
      """
      UPDATE audit_export
      SET sequence = :sequence, hash = :hash, events = :events, checkpoints = :checkpoints, bytes = :bytes,
          parts = :parts, digest = :digest, tries = 0, lease_until = eg_now() + :lease_ms * interval '1 millisecond'
      """
          + IN_TURN;

  private static final String READY =
      """
      UPDATE audit_export
      SET state = 'READY', sha256 = :sha256, ready_at = eg_now(), digest = NULL, lease_until = NULL
      """
          + IN_TURN;

  private static final String FAIL =
      """
      UPDATE audit_export
      SET state = 'FAILED', lease_until = NULL
      """
          + IN_TURN;

  private static final String RELEASE =
      """
      UPDATE audit_export
      SET lease_until = NULL, turn_at = eg_now() + :rest_ms * interval '1 millisecond',
          tries = CASE WHEN :in_vain THEN tries ELSE 0 END
      """
          + IN_TURN;

  private final Db db;

  @Inject
  public ExportWorkStore(Db db) {
    this.db = db;
  }

  @Override
  public boolean want(TenantId tenant, Turn turn, long upTo) {
    return inTurn(tenant, turn, WANT, update -> update.bind("up_to", upTo));
  }

  @Override
  public boolean fix(TenantId tenant, Turn turn, ExportExtent extent) {
    return inTurn(
        tenant,
        turn,
        FIX,
        update ->
            update
                .bind("after", extent.after())
                .bind("up_to", extent.upTo())
                .bind("signed_up_to", extent.signedUpTo())
                .bind("before", extent.before())
                .bind("previous", extent.previous())
                .bind("as_of", extent.asOf()));
  }

  /** In one transaction: a part without its progress would be written twice. */
  @Override
  public boolean add(
      TenantId tenant, Turn turn, ExportPart part, ExportProgress progress, Duration lease) {
    return db.inTenant(
        tenant,
        handle ->
            inTurn(
                    tenant,
                    turn,
                    GO_ON,
                    update ->
                        update
                            .bind("sequence", progress.sequence())
                            .bind("hash", progress.hash())
                            .bind("events", progress.events())
                            .bind("checkpoints", progress.checkpoints())
                            .bind("bytes", progress.bytes())
                            .bind("parts", progress.parts())
                            .bind("digest", progress.digest())
                            .bind("lease_ms", lease.toMillis()))
                && AuditExportParts.insert(handle, tenant, turn.id(), part));
  }

  @Override
  public boolean ready(TenantId tenant, Turn turn, String sha256) {
    return inTurn(tenant, turn, READY, update -> update.bind("sha256", sha256));
  }

  @Override
  public boolean fail(TenantId tenant, Turn turn) {
    return inTurn(tenant, turn, FAIL, update -> update);
  }

  @Override
  public void release(TenantId tenant, Turn turn, Duration rest) {
    release(tenant, turn, rest, true);
  }

  @Override
  public void waits(TenantId tenant, Turn turn, Duration rest) {
    release(tenant, turn, rest, false);
  }

  private void release(TenantId tenant, Turn turn, Duration rest, boolean inVain) {
    inTurn(
        tenant,
        turn,
        RELEASE,
        update -> update.bind("rest_ms", rest.toMillis()).bind("in_vain", inVain));
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
}
