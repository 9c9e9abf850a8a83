package io.evergrant.usecase.grant;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.GrantActs;
import io.evergrant.usecase.port.GrantChanges;
import io.evergrant.usecase.port.Grants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.function.BiPredicate;

/** An admin, or a back end, tells a grant to try again, to rest, or to go on. */
@Singleton
public class ActOnGrant implements GrantActs {
  private final Grants grants;
  private final GrantChanges changes;
  private final AuditLog audit;

  @Inject
  public ActOnGrant(Grants grants, GrantChanges changes, AuditLog audit) {
    this.grants = grants;
    this.changes = changes;
    this.audit = audit;
  }

  @Override
  @Transactional
  public Ending refreshNow(Steward by, GrantId id) {
    var ending =
        act(
            by,
            id,
            AuditEventType.GRANT_RETRIED,
            (tenant, grant) -> changes.retryNow(tenant, grant, by.actor()));
    if (ending == Ending.NOT_IN_THAT_STATE) {
      turnedAway(by, id);
    }
    return ending;
  }

  @Override
  @Transactional
  public Ending pause(Steward by, GrantId id) {
    return act(by, id, AuditEventType.GRANT_PAUSED, changes::pause);
  }

  @Override
  @Transactional
  public Ending resume(Steward by, GrantId id) {
    return act(by, id, AuditEventType.GRANT_RESUMED, changes::resume);
  }

  /** Nothing was changed; that a refresh was asked for is told all the same. */
  private void turnedAway(Steward by, GrantId id) {
    grants
        .find(by.tenant(), id)
        .ifPresent(
            grant ->
                audit.append(
                    AuditEvent.about(
                        by.tenant(),
                        AuditEventType.GRANT_RETRIED,
                        by.actor(),
                        grant.provider(),
                        id,
                        Map.of("reason", "not_active"))));
  }

  private Ending act(
      Steward by, GrantId id, AuditEventType type, BiPredicate<TenantId, GrantId> act) {
    var tenant = by.tenant();
    var grant = grants.find(tenant, id).filter(found -> by.reaches(found.provider()));
    if (grant.isEmpty()) {
      return Ending.NOT_THERE;
    }
    if (!act.test(tenant, id)) {
      return Ending.NOT_IN_THAT_STATE;
    }
    audit.append(AuditEvent.about(tenant, type, by.actor(), grant.get().provider(), id, Map.of()));
    return Ending.DONE;
  }
}
