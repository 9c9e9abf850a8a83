package io.evergrant.usecase.tenant;

import io.evergrant.domain.apikey.AdminNeeded;
import io.evergrant.domain.apikey.AdminNeeded.Why;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.TenantPolicies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Objects;

/** An admin says what the organisation allows; a back end may say that it allows less. */
@Singleton
public class DecidePolicy {
  private final TenantPolicies policies;
  private final AuditLog audit;

  @Inject
  public DecidePolicy(TenantPolicies policies, AuditLog audit) {
    this.policies = policies;
    this.audit = audit;
  }

  @Transactional
  public TenantPolicy find(Member by) {
    return policies.find(by.reads());
  }

  @Transactional
  public TenantPolicy find(ApiKey by) {
    return policies.find(by.in(ApiScope.READ));
  }

  /** For whoever is about to change it. */
  @Transactional
  public TenantPolicy find(Steward by) {
    return policies.find(by.wholeTenant());
  }

  /**
   * False where somebody decided otherwise since: nothing was changed.
   *
   * @param seen what the form showed, or the tag named
   * @throws AdminNeeded where a key would allow more, or do without a second admin
   */
  @Transactional
  public boolean save(Steward by, TenantPolicy seen, TenantPolicy policy) {
    var tenant = by.wholeTenant();
    if (policy.allowsMoreThan(seen) && !(by.actor() instanceof Actor.Person)) {
      throw new AdminNeeded(Why.ALLOWS_MORE);
    }
    if (!policies.save(tenant, seen, policy)) {
      return false;
    }
    if (policy.equals(seen)) {
      return true;
    }
    var facts =
        Map.of(
            "sealed_import",
            Boolean.toString(policy.sealedImport()),
            "sealed_hand_over",
            Boolean.toString(policy.sealedHandOver()),
            "second_for_revoke",
            Boolean.toString(policy.secondForRevoke()),
            "ask_owners",
            Boolean.toString(policy.askOwners()),
            "owner_language",
            Objects.requireNonNullElse(policy.ownerLanguage(), "").toString());
    audit.append(AuditEvent.of(tenant, AuditEventType.POLICY_CHANGED, by.actor(), facts));
    return true;
  }
}
