package io.evergrant.usecase.grant;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Grants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;

/** An admin tells a grant to try again, to rest, or to go on. False: it was not in that state. */
@Singleton
public class ActOnGrant {
  private final Grants grants;
  private final AuditLog audit;

  @Inject
  public ActOnGrant(Grants grants, AuditLog audit) {
    this.grants = grants;
    this.audit = audit;
  }

  /** Makes the grant due at once: the timer takes it up like any other, with the same outcomes. */
  @Transactional
  public boolean refreshNow(Member by, GrantId id) {
    var tenant = by.administers();
    return logged(by, tenant, id, AuditEventType.GRANT_RETRIED, grants.retryNow(tenant, id));
  }

  @Transactional
  public boolean pause(Member by, GrantId id) {
    var tenant = by.administers();
    return logged(by, tenant, id, AuditEventType.GRANT_PAUSED, grants.pause(tenant, id));
  }

  @Transactional
  public boolean resume(Member by, GrantId id) {
    var tenant = by.administers();
    return logged(by, tenant, id, AuditEventType.GRANT_RESUMED, grants.resume(tenant, id));
  }

  private boolean logged(
      Member by, TenantId tenant, GrantId id, AuditEventType type, boolean done) {
    if (done) {
      var provider = grants.find(tenant, id).orElseThrow().provider();
      audit.append(AuditEvent.about(tenant, type, by.asActor(), provider, id, Map.of()));
    }
    return done;
  }
}
