package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log, in table {@code audit_event}. It can be added to and read. */
@Singleton
public class AuditStore implements AuditLog {
  /** Entries held at once while the whole log goes out: about a megabyte. */
  private static final int PAGE = 1_000;

  static final String APPEND =
      """
      INSERT INTO audit_event (
        tenant_id, type, actor_kind, actor_member, actor_name, grant_id, provider_id, attempt_id, terminal,
        outcome, details)
      VALUES (
        :event_tenant, :event_type, :event_actor_kind, CAST(:event_actor_member AS uuid), :event_actor_name,
        CAST(:event_grant AS uuid), CAST(:event_provider AS uuid), CAST(:event_attempt AS uuid), :event_terminal,
        :event_outcome,
        jsonb_object(:event_detail_keys, :event_detail_values))
      """;

  private static final String SELECT =
      """
      SELECT e.number, e.at, e.type, e.grant_id, e.provider_id, e.attempt_id, e.outcome,
             CASE e.actor_kind
               WHEN 'person' THEN e.actor_name
               WHEN 'api_key' THEN 'api_key:' || e.actor_name
               ELSE e.actor_kind
             END AS actor,
             g.account,
             p.name AS provider_name,
             ARRAY(SELECT k FROM jsonb_object_keys(e.details) k ORDER BY k) AS detail_keys,
             ARRAY(SELECT e.details ->> k FROM jsonb_object_keys(e.details) k ORDER BY k) AS detail_values
      FROM audit_event e
      LEFT JOIN oauth_grant g ON g.tenant_id = e.tenant_id AND g.id = e.grant_id
      LEFT JOIN provider p ON p.tenant_id = e.tenant_id AND p.id = e.provider_id
      WHERE e.tenant_id = :tenant
      """;

  private static final String ORDER =
      """
      ORDER BY e.number DESC
      LIMIT :limit
      """;

  private final Db db;

  @Inject
  public AuditStore(Db db) {
    this.db = db;
  }

  @Override
  public void append(AuditEvent event) {
    db.inTenant(
        event.tenant(),
        handle -> AuditEventColumns.bind(handle.createUpdate(APPEND), event).execute());
  }

  @Override
  public List<AuditEntry> search(TenantId tenant, AuditQuestion question) {
    return select(tenant, conditions(question), ORDER);
  }

  @Override
  public Optional<AuditEntry> find(TenantId tenant, long number) {
    return select(tenant, new Conditions().and("e.number = :number", "number", number), "").stream()
        .findFirst();
  }

  /** Page by page, so that no transaction and no cursor waits for a slow receiver. */
  @Override
  public void stream(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> receiver) {
    var before = question.before();
    var left = question.limit();
    while (left > 0) {
      var page = search(tenant, question.page(before, Math.min(PAGE, left)));
      page.forEach(receiver);
      if (page.size() < Math.min(PAGE, left)) {
        return;
      }
      left -= page.size();
      before = page.getLast().number();
    }
  }

  private List<AuditEntry> select(TenantId tenant, Conditions conditions, String order) {
    return db.inTenant(
        tenant,
        handle ->
            conditions
                .bind(handle.createQuery(conditions.appendedTo(SELECT, order)))
                .bind("tenant", tenant.value())
                .map(new AuditRow())
                .list());
  }

  private static Conditions conditions(AuditQuestion question) {
    var grant = question.grant();
    var provider = question.provider();
    var type = question.type();
    return new Conditions()
        .and("e.grant_id = :grant", "grant", grant == null ? null : grant.value())
        .and("e.provider_id = :provider", "provider", provider == null ? null : provider.value())
        .and("e.type = :type", "type", type == null ? null : type.code())
        .and("e.outcome = :outcome", "outcome", question.outcome())
        .and("e.at >= :from", "from", utc(question.from()))
        .and("e.at < :until", "until", utc(question.until()))
        .and("e.number < :before", "before", question.before())
        .with("limit", question.limit());
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
