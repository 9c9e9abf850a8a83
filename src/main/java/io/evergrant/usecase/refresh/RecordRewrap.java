package io.evergrant.usecase.refresh;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Rewraps;
import io.evergrant.usecase.port.Rewraps.Sealed;
import io.evergrant.usecase.port.TokenVault.Written;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The database's share of a rewrap, one short transaction a step. */
@Singleton
public class RecordRewrap {
  private final Rewraps rewraps;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public RecordRewrap(Rewraps rewraps, AuditLog audit, PortalSettings portal) {
    this.rewraps = rewraps;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  List<TenantId> due(int limit, Duration lease, Duration first) {
    return rewraps.due(limit, lease, first);
  }

  @Transactional
  void looked(TenantId tenant, int newest, Duration again) {
    rewraps.looked(tenant, newest, again);
  }

  @Transactional
  List<Sealed> toRewrap(TenantId tenant, int newest, int limit) {
    return rewraps.olderThan(tenant, newest, limit);
  }

  @Transactional
  boolean rewrapped(Sealed sealed, Written.Stored stored) {
    return rewraps.moved(sealed, stored.version(), stored.keyVersion());
  }

  @Transactional
  void told(TenantId tenant, int newest, int moved) {
    audit.append(
        AuditEvent.of(
            tenant,
            AuditEventType.TOKENS_REWRAPPED,
            new Actor.Portal(portal.node()),
            Map.of("key_version", Integer.toString(newest), "grants", Integer.toString(moved))));
  }
}
