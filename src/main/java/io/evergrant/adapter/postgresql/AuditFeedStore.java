package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditFeed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log, oldest first, in table {@code audit_event}. */
@Singleton
public class AuditFeedStore implements AuditFeed {
  private static final String FLOOR =
      """
      SELECT number
      FROM audit_floor
      """;

  private static final String OLDEST_FIRST =
      """
      ORDER BY e.number
      LIMIT :limit
      """;

  /** The link of the newest event that was removed stays: the next is linked to it. */
  private static final String REMOVED_UP_TO =
      """
      SELECT coalesce(
        (SELECT l.number
         FROM audit_removal r
         JOIN audit_link l ON l.tenant_id = r.tenant_id AND l.sequence = r.sequence
         WHERE r.tenant_id = :tenant
         ORDER BY r.sequence DESC
         LIMIT 1), 0)
      """;

  private final Db db;

  @Inject
  public AuditFeedStore(Db db) {
    this.db = db;
  }

  /** The floor is read first: a statement of its own afterwards sees every event up to there. */
  @Override
  public List<AuditEntry> after(
      TenantId tenant, @Nullable ProviderId provider, long number, int limit) {
    return db.inTenant(
        tenant,
        handle -> {
          var floor = handle.createQuery(FLOOR).mapTo(Long.class).one();
          var conditions =
              new Conditions()
                  .and("e.number > :after", "after", number)
                  .and("e.number <= :floor", "floor", floor)
                  .and(
                      "e.provider_id = :provider",
                      "provider",
                      provider == null ? null : provider.value())
                  .with("limit", limit);
          var events = conditions.appendedTo(AuditRow.MATCHES, OLDEST_FIRST);
          return conditions
              .bind(handle.createQuery(AuditRow.SELECT.formatted(events)))
              .bind("tenant", tenant.value())
              .map(new AuditRow())
              .list()
              .reversed();
        });
  }

  @Override
  public long removedUpTo(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(REMOVED_UP_TO)
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .one());
  }
}
