package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

  /** Events that are compared at a time where nobody waits for them. */
  private static final int STRETCH = 10_000;

  private static final int MOST = 50_000;

  private final Db db;
  private final AuditSearchStore search;

  @Inject
  public AuditStore(Db db) {
    this.db = db;
    this.search = new AuditSearchStore(db);
  }

  @Override
  public void append(AuditEvent event) {
    db.inTenant(
        event.tenant(),
        handle -> AuditEventColumns.bind(handle.createUpdate(APPEND), event).execute());
  }

  @Override
  public List<AuditEntry> search(TenantId tenant, AuditQuestion question) {
    var found = new ArrayList<AuditEntry>();
    var before = question.before();
    do {
      var left = question.limit() - found.size();
      var stretch =
          search.look(tenant, question.page(before, left), Math.clamp(left, STRETCH, MOST));
      found.addAll(stretch.found());
      before = stretch.lowest();
    } while (before != null && found.size() < question.limit());
    return found;
  }

  @Override
  public Optional<AuditEntry> find(TenantId tenant, long number) {
    var one = AuditRow.SELECT.formatted(AuditRow.MATCHES + "AND e.number = :number\n");
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(one)
                .bind("tenant", tenant.value())
                .bind("number", number)
                .map(new AuditRow())
                .findOne());
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
}
