package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Checkpoints;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Signed heads of chains, in table {@code audit_checkpoint}. */
@Singleton
public class CheckpointStore implements Checkpoints {
  private static final String CLAIM =
      """
      SELECT tenant_id
      FROM eg_claim_unsigned_chain(:node, :lease_ms * interval '1 millisecond', :events,
                                   :age_ms * interval '1 millisecond')
      """;

  private static final String RELEASE =
      """
      UPDATE audit_sequencer
      SET signer_until = NULL
      WHERE tenant_id = :tenant
        AND signer = :node
      """;

  private static final String IS_DUE =
      """
      SELECT linked - signed >= :events OR coalesce(unsigned_since <= eg_now() - :age_ms * interval '1 millisecond', false)
      FROM audit_sequencer
      WHERE tenant_id = :tenant
        AND signer = :node
        AND signer_until > eg_now()
      """;

  private static final String LAST_CHECKPOINT =
      """
      SELECT %s
      FROM audit_checkpoint
      WHERE tenant_id = :tenant
      ORDER BY sequence DESC
      LIMIT 1
      """
          .formatted(CheckpointRow.COLUMNS);

  private static final String LEAVES =
      """
      SELECT sequence, encode(leaf, 'hex') AS leaf, encode(hash, 'hex') AS hash, eg_now() AS now
      FROM audit_link
      WHERE tenant_id = :tenant
        AND sequence > :since
      ORDER BY sequence
      LIMIT :events
      """;

  private static final String ADD_CHECKPOINT =
      """
      WITH added AS (
        INSERT INTO audit_checkpoint (tenant_id, sequence, since, hash, body, signature)
        VALUES (:tenant, :sequence, :since, decode(:hash, 'hex'), :body, :signature)
        ON CONFLICT DO NOTHING
        RETURNING sequence
      )
      UPDATE audit_sequencer
      SET signed = added.sequence,
          unsigned_since = CASE WHEN linked > added.sequence THEN eg_now() END
      FROM added
      WHERE tenant_id = :tenant
      """;

  private static final String NEWEST =
      """
      SELECT tenant_id, sequence, body, signature
      FROM eg_newest_checkpoints(:after, :limit)
      """;

  private static final String PUT_OFF =
      """
      UPDATE audit_sequencer
      SET signed = linked, unsigned_since = eg_now()
      WHERE tenant_id = :tenant
      """;

  private static final String NOTHING_DUE =
      """
      UPDATE audit_sequencer
      SET signed = linked, unsigned_since = NULL
      WHERE tenant_id = :tenant
      """;

  private final Db db;

  @Inject
  public CheckpointStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<TenantId> claim(String node, Duration lease, Due due) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("lease_ms", lease.toMillis())
                .bind("events", (long) due.events())
                .bind("age_ms", due.age().toMillis())
                .map((row, context) -> new TenantId(Columns.uuid(row, "tenant_id")))
                .findOne());
  }

  @Override
  public void release(TenantId tenant, String node) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(RELEASE)
                .bind("tenant", tenant.value())
                .bind("node", node)
                .execute());
  }

  @Override
  public Optional<Unsigned> unsigned(TenantId tenant, String node, Due due) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(IS_DUE)
                .bind("tenant", tenant.value())
                .bind("node", node)
                .bind("events", due.events())
                .bind("age_ms", due.age().toMillis())
                .mapTo(Boolean.class)
                .findOne()
                .filter(isDue -> isDue)
                .flatMap(isDue -> unsigned(handle, tenant, due.events())));
  }

  private static Optional<Unsigned> unsigned(Handle handle, TenantId tenant, int events) {
    var last =
        handle
            .createQuery(LAST_CHECKPOINT)
            .bind("tenant", tenant.value())
            .map(new CheckpointRow())
            .findOne()
            .orElse(null);
    var since = last == null ? 0 : last.sequence();
    var leaves =
        handle
            .createQuery(LEAVES)
            .bind("tenant", tenant.value())
            .bind("since", since)
            .bind("events", events)
            .map(
                (row, context) ->
                    new Leaf(
                        row.getLong("sequence"),
                        Columns.text(row, "leaf"),
                        Columns.text(row, "hash"),
                        Columns.instant(row, "now")))
            .list();
    if (leaves.isEmpty()) {
      // somebody took them away: there is nothing to come back for until there is another
      handle.createUpdate(NOTHING_DUE).bind("tenant", tenant.value()).execute();
      return Optional.empty();
    }
    var newest = leaves.getLast();
    return Optional.of(
        new Unsigned(
            last,
            last == null ? null : AuditChainStore.link(handle, tenant, since),
            newest.sequence(),
            newest.hash(),
            leaves.stream().map(Leaf::leaf).toList(),
            newest.readAt()));
  }

  @Override
  public boolean append(TenantId tenant, SignedCheckpoint checkpoint) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(ADD_CHECKPOINT)
                    .bind("tenant", tenant.value())
                    .bind("sequence", checkpoint.sequence())
                    .bind("since", checkpoint.since())
                    .bind("hash", checkpoint.hash())
                    .bind("body", checkpoint.body())
                    .bind("signature", checkpoint.signature())
                    .execute()
                == 1);
  }

  @Override
  public List<Newest> newest(TenantId after, int limit) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("after", after.value())
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Newest(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            row.getLong("sequence"),
                            Columns.text(row, "body"),
                            Columns.text(row, "signature")))
                .list());
  }

  @Override
  public void putOff(TenantId tenant) {
    db.inTenant(
        tenant, handle -> handle.createUpdate(PUT_OFF).bind("tenant", tenant.value()).execute());
  }

  private record Leaf(long sequence, String leaf, String hash, Instant readAt) {}
}
