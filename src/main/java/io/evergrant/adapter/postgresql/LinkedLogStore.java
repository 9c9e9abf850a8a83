package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.LinkedLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
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

  private static final String NEWEST_CHECKPOINT =
      """
      SELECT %s
      FROM audit_checkpoint
      WHERE tenant_id = :tenant
        AND sequence <= :up_to
      ORDER BY sequence DESC
      LIMIT 1
      """
          .formatted(CheckpointRow.COLUMNS);

  private static final String REMOVAL =
      """
      SELECT sequence, since, body, signature
      FROM audit_removal
      WHERE tenant_id = :tenant
        AND sequence <= :up_to
      ORDER BY sequence DESC
      LIMIT 1
      """;

  private static final String REMOVALS =
      """
      SELECT sequence, since, body, signature
      FROM audit_removal
      WHERE tenant_id = :tenant
        AND sequence > :after
      ORDER BY sequence
      LIMIT :limit
      """;

  private static final String SETTLED =
      """
      SELECT settled
      FROM audit_sequencer
      WHERE tenant_id = :tenant
      """;

  /**
   * Events are numbered, and linked, in almost the order of their times: an event's time is that at
   * which its transaction began, and none lasts a minute. So it is enough to look at the links of
   * the first minute.
   */
  private static final String BEFORE =
      """
      SELECT coalesce(min(l.sequence) - 1, (SELECT max(sequence) FROM audit_link WHERE tenant_id = :tenant), 0)
      FROM audit_event e
      JOIN audit_link l ON l.tenant_id = :tenant AND l.number = e.number
      WHERE e.tenant_id = :tenant
        AND e.at >= :time
        AND e.at <= (SELECT min(at) FROM audit_event WHERE tenant_id = :tenant AND at >= :time) + interval '1 minute'
      """;

  /** The same of the last minute. */
  private static final String UP_TO =
      """
      SELECT coalesce(max(l.sequence), 0)
      FROM audit_event e
      JOIN audit_link l ON l.tenant_id = :tenant AND l.number = e.number
      WHERE e.tenant_id = :tenant
        AND e.at < :time
        AND e.at >= (SELECT max(at) FROM audit_event WHERE tenant_id = :tenant AND at < :time) - interval '1 minute'
      """;

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

  @Override
  public Optional<SignedCheckpoint> newestCheckpoint(TenantId tenant, long upTo) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(NEWEST_CHECKPOINT)
                .bind("tenant", tenant.value())
                .bind("up_to", upTo)
                .map(new CheckpointRow())
                .findOne());
  }

  @Override
  public Optional<SignedRemoval> removal(TenantId tenant, long upTo) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(REMOVAL)
                .bind("tenant", tenant.value())
                .bind("up_to", upTo)
                .map((row, context) -> removal(row))
                .findOne());
  }

  @Override
  public List<SignedRemoval> removals(TenantId tenant, long after, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(REMOVALS)
                .bind("tenant", tenant.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> removal(row))
                .list());
  }

  private static SignedRemoval removal(ResultSet row) throws SQLException {
    return new SignedRemoval(
        row.getLong("sequence"),
        row.getLong("since"),
        Columns.text(row, "body"),
        Columns.text(row, "signature"));
  }

  @Override
  public long settled(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(SETTLED)
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  @Override
  public long before(TenantId tenant, Instant from) {
    return sequence(tenant, BEFORE, from);
  }

  @Override
  public long upTo(TenantId tenant, Instant until) {
    return sequence(tenant, UP_TO, until);
  }

  private long sequence(TenantId tenant, String statement, Instant time) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(statement)
                .bind("tenant", tenant.value())
                .bind("time", time.atOffset(ZoneOffset.UTC))
                .mapTo(Long.class)
                .one());
  }
}
