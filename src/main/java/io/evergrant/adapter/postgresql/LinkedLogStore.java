package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.LinkedLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Reads the log by its links, and shows a link whose event is gone. */
@Singleton
public class LinkedLogStore implements LinkedLog {
  private static final String REACH =
      """
      SELECT coalesce((SELECT max(sequence) FROM audit_link WHERE tenant_id = :tenant), 0) AS head,
             coalesce((SELECT max(sequence) FROM audit_checkpoint WHERE tenant_id = :tenant), 0) AS signed,
             eg_now() AS now
      """;

  private static final String EVENTS =
      """
      SELECT l.sequence, encode(l.hash, 'hex') AS hash, %s
      FROM audit_link l
      LEFT JOIN audit_event e ON e.tenant_id = :tenant AND e.number = l.number
      WHERE l.tenant_id = :tenant
        AND l.sequence > :after
        AND l.sequence <= :up_to
      ORDER BY l.sequence
      LIMIT :limit
      """
          .formatted(LoggedEventRow.COLUMNS);

  private static final String CHECKPOINTS =
      """
      SELECT %s
      FROM audit_checkpoint
      WHERE tenant_id = :tenant
        AND sequence > :after
        AND sequence <= :up_to
      ORDER BY sequence
      LIMIT :limit
      """
          .formatted(CheckpointRow.COLUMNS);

  private final Db db;

  @Inject
  public LinkedLogStore(Db db) {
    this.db = db;
  }

  @Override
  public Reach reach(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(REACH)
                .bind("tenant", tenant.value())
                .map(
                    (row, context) ->
                        new Reach(
                            row.getLong("head"),
                            row.getLong("signed"),
                            Columns.instant(row, "now")))
                .one());
  }

  @Override
  public Optional<String> link(TenantId tenant, long sequence) {
    return db.inTenant(
        tenant, handle -> Optional.ofNullable(AuditChainStore.link(handle, tenant, sequence)));
  }

  @Override
  public List<Linked> events(TenantId tenant, long after, long upTo, int limit) {
    var events = new LoggedEventRow();
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(EVENTS)
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("up_to", upTo)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Linked(
                            row.getLong("sequence"),
                            Columns.text(row, "hash"),
                            Columns.maybeUuid(row, "tenant_id") == null
                                ? null
                                : events.map(row, context)))
                .list());
  }

  @Override
  public List<SignedCheckpoint> checkpoints(TenantId tenant, long after, long upTo, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(CHECKPOINTS)
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("up_to", upTo)
                .bind("limit", limit)
                .map(new CheckpointRow())
                .list());
  }
}
