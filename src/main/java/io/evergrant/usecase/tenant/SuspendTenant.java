package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Tenancies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;

/**
 * An operator lets an organisation rest: nobody of it signs in, its keys and tickets open nothing,
 * and its providers are paused, which is what keeps the timer from its grants.
 */
@Singleton
public class SuspendTenant {
  private final Tenancies tenants;
  private final AuditLog audit;

  @Inject
  public SuspendTenant(Tenancies tenants, AuditLog audit) {
    this.tenants = tenants;
    this.audit = audit;
  }

  /** False where it was not active: another operator was faster. */
  @Transactional
  public boolean suspend(Member by, TenantId id) {
    var operator = by.operates();
    var paused = tenants.suspend(id);
    paused.ifPresent(count -> log(id, AuditEventType.TENANT_SUSPENDED, operator, count));
    return paused.isPresent();
  }

  /** False where it was not suspended. What its own admins had paused stays paused. */
  @Transactional
  public boolean resume(Member by, TenantId id) {
    var operator = by.operates();
    var resumed = tenants.resume(id);
    resumed.ifPresent(count -> log(id, AuditEventType.TENANT_RESUMED, operator, count));
    return resumed.isPresent();
  }

  private void log(TenantId id, AuditEventType type, Actor.Person by, long providers) {
    audit.append(AuditEvent.of(id, type, by, Map.of("providers", Long.toString(providers))));
  }
}
