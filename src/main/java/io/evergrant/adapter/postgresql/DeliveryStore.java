package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.Deliveries;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is sent in a node's turn, in tables {@code webhook} and {@code webhook_delivery}. */
@Singleton
public class DeliveryStore implements Deliveries {
  private static final String GO_ON =
      """
      UPDATE webhook w
      SET lease_until = eg_now() + :lease_ms * interval '1 millisecond'
      WHERE w.tenant_id = :tenant
        AND w.id = :webhook
        AND w.fence = :fence
        AND w.disabled_why IS NULL
        AND w.lease_until > eg_now()
      RETURNING w.url, w.events, w.generation,
                CASE WHEN w.previous_ends_at > eg_now() THEN w.previous_generation END AS previous, w.number,
                w.failures, eg_now() AS now, (SELECT f.number FROM audit_floor f) AS floor
      """;

  /**
   * A statement of its own after the floor was read: it sees every event up to there. What a newer
   * node has written of a type that this one does not know is left to one that does.
   */
  private static final String TAKE =
      """
      WITH batch AS MATERIALIZED (
        SELECT e.number, e.type, e.grant_id, e.provider_id
        FROM audit_event e
        WHERE e.tenant_id = :tenant
          AND e.number > :after
          AND e.number <= :floor
        ORDER BY e.number
        LIMIT :limit
      ),
      known AS MATERIALIZED (
        SELECT *
        FROM batch b
        WHERE b.number < coalesce((SELECT min(u.number) FROM batch u WHERE u.type <> ALL(:known)), 9223372036854775807)
      ),
      taken AS (
        INSERT INTO webhook_delivery (tenant_id, webhook_id, number, type, lane)
        SELECT :tenant, :webhook, k.number, k.type, coalesce(k.grant_id, k.provider_id, uuidv7())
        FROM known k
        WHERE k.type = ANY(:types)
      )
      UPDATE webhook w
      SET number = CASE WHEN c.known = c.batch AND c.batch < :limit THEN greatest(w.number, :floor)
                        ELSE coalesce(c.newest, w.number) END
      FROM (
        SELECT (SELECT count(*) FROM batch) AS batch, count(*) AS known, max(k.number) AS newest
        FROM known k
      ) c
      WHERE w.tenant_id = :tenant
        AND w.id = :webhook
        AND w.fence = :fence
      RETURNING c.known
      """;

  /** A lane whose first event is refused stands still, and takes no room from those that go. */
  static final String CROWDED =
      """
      SELECT count(*) FILTER (WHERE NOT w.stands) >= :going OR count(*) >= :all
      FROM (
        SELECT first_value(d.refused_since) OVER (PARTITION BY d.lane ORDER BY d.number) IS NOT NULL AS stands
        FROM webhook_delivery d
        WHERE d.tenant_id = :tenant
          AND d.webhook_id = :webhook
          AND d.state = 'WAITING'
        LIMIT :all
      ) w
      """;

  /** The first of each lane: those behind it wait for it, whatever their time. */
  static final String HEADS =
      """
      SELECT DISTINCT ON (d.lane) d.number, d.tries, d.next_at, d.refused_since
      FROM webhook_delivery d
      WHERE d.tenant_id = :tenant
        AND d.webhook_id = :webhook
        AND d.state = 'WAITING'
      ORDER BY d.lane, d.number
      """;

  private static final String DUE =
      """
      SELECT h.number, h.tries, h.refused_since
      FROM (
      %s) h
      WHERE h.next_at <= eg_now()
      ORDER BY h.number
      LIMIT :limit
      """
          .formatted(HEADS);

  private static final String ENTRIES =
      AuditRow.SELECT.formatted(AuditRow.MATCHES + "AND e.number = ANY(:numbers)\n");

  private static final String[] KNOWN =
      Arrays.stream(AuditEventType.values()).map(AuditEventType::code).toArray(String[]::new);

  private final Db db;

  @Inject
  public DeliveryStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Going> goOn(TenantId tenant, Turn turn, Duration lease) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(GO_ON)
                .bind("tenant", tenant.value())
                .bind("webhook", turn.webhook().value())
                .bind("fence", turn.fence())
                .bind("lease_ms", lease.toMillis())
                .map((row, context) -> going(row))
                .findOne());
  }

  private static Going going(ResultSet row) throws SQLException {
    var previous = Columns.maybeLong(row, "previous");
    var newest = row.getLong("generation");
    return new Going(
        Columns.uri(row, "url"),
        previous == null ? List.of(newest) : List.of(newest, previous),
        new EventPatterns(WebhookRow.events(row)),
        row.getLong("number"),
        row.getLong("floor"),
        row.getInt("failures"),
        Columns.instant(row, "now"));
  }

  @Override
  public int take(TenantId tenant, Turn turn, Going going, int limit) {
    var types = going.events().types().stream().map(AuditEventType::code).toArray(String[]::new);
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(TAKE)
                .bind("tenant", tenant.value())
                .bind("webhook", turn.webhook().value())
                .bind("fence", turn.fence())
                .bind("after", going.after())
                .bind("floor", going.floor())
                .bind("known", KNOWN)
                .bind("types", types)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
  }

  @Override
  public boolean isCrowded(TenantId tenant, WebhookId webhook, Room room) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(CROWDED)
                .bind("tenant", tenant.value())
                .bind("webhook", webhook.value())
                .bind("going", room.going())
                .bind("all", room.all())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public List<Parcel> due(TenantId tenant, WebhookId webhook, int limit) {
    return db.inTenant(
        tenant,
        handle -> {
          var heads =
              handle
                  .createQuery(DUE)
                  .bind("tenant", tenant.value())
                  .bind("webhook", webhook.value())
                  .bind("limit", limit)
                  .map((row, context) -> head(row))
                  .list();
          var entries =
              entries(handle, tenant, heads.stream().map(Head::number).toArray(Long[]::new));
          return heads.stream().map(head -> head.with(entries.get(head.number()))).toList();
        });
  }

  private static Map<Long, AuditEntry> entries(Handle handle, TenantId tenant, Long... numbers) {
    if (numbers.length == 0) {
      return Map.of();
    }
    return handle
        .createQuery(ENTRIES)
        .bind("tenant", tenant.value())
        .bind("numbers", numbers)
        .map(new AuditRow())
        .stream()
        .collect(Collectors.toMap(AuditEntry::number, Function.identity()));
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getLong("number"), row.getInt("tries"), Columns.maybeInstant(row, "refused_since"));
  }

  /** The first of a lane. */
  private record Head(long number, int tries, @Nullable Instant refusedSince) {
    Parcel with(@Nullable AuditEntry entry) {
      return new Parcel(number, entry, tries, refusedSince);
    }
  }
}
