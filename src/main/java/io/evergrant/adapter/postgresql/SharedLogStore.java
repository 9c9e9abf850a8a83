package io.evergrant.adapter.postgresql;

import io.evergrant.adapter.together.Together;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.SharedLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The log, in table {@code audit_event}: a tenant's events of the same moment in one statement. */
@Singleton
public class SharedLogStore implements SharedLog {
  /**
   * Sent together with its tenant. The details of all lie in two arrays, one behind the other, and
   * PostgreSQL writes the JSON. Numbers are given in the order of the events.
   */
  private static final String APPEND =
      """
      SELECT set_config('app.tenant', CAST(:tenant AS text), true);
      INSERT INTO audit_event (
        tenant_id, type, actor_kind, actor_member, actor_name, grant_id, provider_id, attempt_id, terminal,
        outcome, details)
      SELECT
        :tenant, e.type, e.actor_kind, e.actor_member, e.actor_name, e.grant_id, e.provider_id, e.attempt_id, e.terminal,
        e.outcome,
        jsonb_object(
          (CAST(:detail_keys AS text[]))[e.first_detail : e.last_detail],
          (CAST(:detail_values AS text[]))[e.first_detail : e.last_detail])
      FROM unnest(
        CAST(:types AS text[]), CAST(:actor_kinds AS text[]), CAST(:actor_members AS uuid[]),
        CAST(:actor_names AS text[]), CAST(:grants AS uuid[]), CAST(:providers AS uuid[]),
        CAST(:attempts AS uuid[]), CAST(:terminals AS boolean[]), CAST(:outcomes AS text[]),
        CAST(:first_details AS integer[]), CAST(:last_details AS integer[]))
      WITH ORDINALITY AS e (
        type, actor_kind, actor_member,
        actor_name, grant_id, provider_id,
        attempt_id, terminal, outcome,
        first_detail, last_detail, place)
      ORDER BY e.place
      """;

  private final Db db;
  private final Map<TenantId, Together<AuditEvent, AuditEvent>> tenants = new ConcurrentHashMap<>();

  @Inject
  public SharedLogStore(Db db) {
    this.db = db;
  }

  @Override
  public void append(AuditEvent event) {
    var unused =
        tenants
            .computeIfAbsent(event.tenant(), own -> new Together<>(events -> appended(own, events)))
            .ask(event);
  }

  private List<AuditEvent> appended(TenantId tenant, List<AuditEvent> events) {
    var unused =
        db.inOneTrip(
            handle ->
                AuditEventArrays.bind(handle.createUpdate(APPEND), events)
                    .bind("tenant", tenant.value())
                    .execute());
    return events;
  }
}
