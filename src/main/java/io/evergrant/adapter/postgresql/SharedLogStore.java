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

/** The log, in table {@code audit_event}: a tenant's events of the same moment in one commit. */
@Singleton
public class SharedLogStore implements SharedLog {
  private static final String ALONE =
      """
      SELECT set_config('app.tenant', CAST(:event_tenant AS text), true);
      """
          + AuditStore.APPEND;

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
    if (events.size() == 1) {
      alone(events.getFirst());
    } else {
      together(tenant, events);
    }
    return events;
  }

  private void alone(AuditEvent event) {
    var unused =
        db.inOneTrip(handle -> AuditEventColumns.bind(handle.createUpdate(ALONE), event).execute());
  }

  private void together(TenantId tenant, List<AuditEvent> events) {
    var unused =
        db.inTenant(
            tenant,
            handle -> {
              var batch = handle.prepareBatch(AuditStore.APPEND);
              events.forEach(event -> AuditEventColumns.bind(batch, event).add());
              return batch.execute();
            });
  }
}
