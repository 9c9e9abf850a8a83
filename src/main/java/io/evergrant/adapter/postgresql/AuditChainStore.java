package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.Link;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditChain;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Links, in table {@code audit_link}. */
@Singleton
public class AuditChainStore implements AuditChain {
  private static final String CLAIM =
      """
      SELECT tenant_id
      FROM eg_claim_audit_chains(:node, :limit, :lease_ms * interval '1 millisecond')
      """;

  /** Locked until the transaction ends: nobody else links this tenant's events meanwhile. */
  private static final String HELD =
      """
      SELECT settled, (SELECT number FROM audit_floor) AS floor
      FROM audit_sequencer
      WHERE tenant_id = :tenant
        AND node = :node
        AND lease_until > eg_now()
      FOR UPDATE
      """;

  private static final String HEAD =
      """
      SELECT sequence, encode(hash, 'hex') AS hash
      FROM audit_link
      WHERE tenant_id = :tenant
      ORDER BY sequence DESC
      LIMIT 1
      """;

  /** A statement of its own after the floor was read: it sees every event up to there. */
  private static final String UNLINKED =
      """
      SELECT %s
      FROM audit_event e
      WHERE e.tenant_id = :tenant
        AND e.number > :settled
        AND NOT EXISTS (
          SELECT FROM audit_link l
          WHERE l.tenant_id = :tenant AND l.number = e.number AND l.number > :settled)
      ORDER BY e.number
      LIMIT :limit
      """
          .formatted(LoggedEventRow.COLUMNS);

  private static final String ADD_LINKS =
      """
      INSERT INTO audit_link (tenant_id, sequence, number, leaf, previous, hash)
      SELECT :tenant, l.sequence, l.number, decode(l.leaf, 'hex'), decode(l.previous, 'hex'), decode(l.hash, 'hex')
      FROM unnest(:sequences, :numbers, :leaves, :previouses, :hashes)
           AS l (sequence, number, leaf, previous, hash)
      """;

  private static final String SETTLE =
      """
      UPDATE audit_sequencer
      SET settled = :settled,
          linked = coalesce(:linked, linked),
          unsigned_since = CASE WHEN CAST(:linked AS bigint) IS NULL THEN unsigned_since
                                ELSE coalesce(unsigned_since, eg_now()) END,
          lease_until = CASE WHEN :last THEN NULL ELSE lease_until END
      WHERE tenant_id = :tenant
      """;

  private static final String RELEASE =
      """
      UPDATE audit_sequencer
      SET lease_until = NULL
      WHERE tenant_id = :tenant
        AND node = :node
      """;

  private final Db db;

  @Inject
  public AuditChainStore(Db db) {
    this.db = db;
  }

  @Override
  public void raiseFloor() {
    db.acrossTenants(
        handle ->
            handle.createQuery("SELECT eg_raise_audit_floor()").map((row, context) -> true).one());
  }

  @Override
  public List<TenantId> claim(String node, int limit, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("limit", limit)
                .bind("lease_ms", lease.toMillis())
                .map((row, context) -> new TenantId(Columns.uuid(row, "tenant_id")))
                .list());
  }

  @Override
  public Optional<Unlinked> unlinked(TenantId tenant, String node, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(HELD)
                .bind("tenant", tenant.value())
                .bind("node", node)
                .map((row, context) -> new Held(row.getLong("settled"), row.getLong("floor")))
                .findOne()
                .map(held -> unlinked(handle, tenant, held, limit)));
  }

  private static Unlinked unlinked(Handle handle, TenantId tenant, Held held, int limit) {
    var head = head(handle, tenant);
    var events =
        handle
            .createQuery(UNLINKED)
            .bind("tenant", tenant.value())
            .bind("settled", held.settled())
            .bind("limit", limit)
            .map(new LoggedEventRow())
            .list();
    return new Unlinked(
        head.map(Head::sequence).orElse(0L),
        head.map(Head::hash).orElse(null),
        held.floor(),
        held.settled(),
        events);
  }

  private static Optional<Head> head(Handle handle, TenantId tenant) {
    return handle
        .createQuery(HEAD)
        .bind("tenant", tenant.value())
        .map((row, context) -> new Head(row.getLong("sequence"), Columns.text(row, "hash")))
        .findOne();
  }

  @Override
  public void append(TenantId tenant, List<Link> links, long settled, boolean last) {
    db.inTenant(
        tenant,
        handle -> {
          if (!links.isEmpty()) {
            handle
                .createUpdate(ADD_LINKS)
                .bind("tenant", tenant.value())
                .bind("sequences", links.stream().map(Link::sequence).toArray(Long[]::new))
                .bind("numbers", links.stream().map(Link::number).toArray(Long[]::new))
                .bind("leaves", texts(links, Link::leaf))
                .bind("previouses", texts(links, Link::previous))
                .bind("hashes", texts(links, Link::hash))
                .execute();
          }
          return handle
              .createUpdate(SETTLE)
              .bind("tenant", tenant.value())
              .bind("settled", settled)
              .bind("linked", links.isEmpty() ? null : (Long) links.getLast().sequence())
              .bind("last", last)
              .execute();
        });
  }

  private static String[] texts(List<Link> links, Function<Link, String> member) {
    return links.stream().map(member).toArray(String[]::new);
  }

  static @Nullable String link(Handle handle, TenantId tenant, long sequence) {
    return handle
        .createQuery(
            """
            SELECT encode(hash, 'hex')
            FROM audit_link
            WHERE tenant_id = :tenant
              AND sequence = :sequence
            """)
        .bind("tenant", tenant.value())
        .bind("sequence", sequence)
        .mapTo(String.class)
        .findOne()
        .orElse(null);
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

  private record Held(long settled, long floor) {}

  private record Head(long sequence, String hash) {}
}
