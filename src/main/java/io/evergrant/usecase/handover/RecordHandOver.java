package io.evergrant.usecase.handover;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.HandOvers;
import io.evergrant.usecase.port.HandOvers.Fresh;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.TenantPolicies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The database's share of a hand-over, one short transaction a step, each with its event. */
@Singleton
class RecordHandOver {
  private final TenantPolicies policies;
  private final HandOvers handOvers;
  private final Grants grants;
  private final AuditLog audit;
  private final Providers providers;

  @Inject
  RecordHandOver(
      TenantPolicies policies,
      HandOvers handOvers,
      Grants grants,
      AuditLog audit,
      Providers providers) {
    this.providers = providers;
    this.policies = policies;
    this.handOvers = handOvers;
    this.grants = grants;
    this.audit = audit;
  }

  @Transactional
  boolean isAllowed(TenantId tenant) {
    return policies.find(tenant).sealedHandOver();
  }

  /** Whether the rules of the provider let a refresh token of it leave (P10). */
  @Transactional
  boolean lets(TenantId tenant, ProviderId provider) {
    return providers
        .find(tenant, provider)
        .filter(found -> !found.policy().guard().refusesHandOver())
        .isPresent();
  }

  @Transactional
  Optional<Standing> standing(TenantId tenant, GrantId grant) {
    return grants.standing(tenant, grant);
  }

  @Transactional
  Optional<HandOver> find(TenantId tenant, HandOverId id) {
    return handOvers.find(tenant, id);
  }

  @Transactional
  List<HandOver> list(TenantId tenant, int limit) {
    return handOvers.list(tenant, null, limit);
  }

  @Transactional
  Optional<HandOver> find(ApiKey by, HandOverId id) {
    return handOvers.find(by.in(ApiScope.AUDIT), id).filter(found -> reaches(by, found));
  }

  private boolean reaches(ApiKey by, HandOver handOver) {
    return by.provider() == null
        || standing(handOver.tenant(), handOver.grant())
            .filter(standing -> by.reaches(standing.provider()))
            .isPresent();
  }

  @Transactional
  List<HandOver> list(ApiKey by, int limit) {
    return handOvers.list(by.in(ApiScope.AUDIT), by.provider(), limit);
  }

  @Transactional
  int countAsked(TenantId tenant) {
    return handOvers.countAsked(tenant);
  }

  @Transactional
  HandOver ask(Member by, ProviderId provider, Fresh wish, String code) {
    var made = handOvers.insert(wish);
    var facts = Map.of("reason", wish.reason(), "key_code", code);
    tell(by, AuditEventType.HAND_OVER_ASKED, made, provider, facts);
    return made;
  }

  @Transactional
  boolean decide(Member by, HandOver handOver, ProviderId provider, boolean approved, String code) {
    if (!handOvers.decide(handOver.tenant(), handOver.id(), by.id(), approved)) {
      return false;
    }
    var type = approved ? AuditEventType.HAND_OVER_APPROVED : AuditEventType.HAND_OVER_REFUSED;
    tell(by, type, handOver, provider, Map.of("asked_by", handOver.asker(), "key_code", code));
    return true;
  }

  /** From here on the token has left, as far as anybody can tell. */
  @Transactional
  boolean take(
      Member by,
      String session,
      HandOver handOver,
      ProviderId provider,
      Map<String, String> facts) {
    if (!policies.find(handOver.tenant()).sealedHandOver()
        || !lets(handOver.tenant(), provider)
        || !handOvers.take(handOver.tenant(), handOver.id(), by.id(), session)) {
      return false;
    }
    tell(by, AuditEventType.TOKEN_HANDED_OVER, handOver, provider, facts);
    return true;
  }

  private void tell(
      Member by,
      AuditEventType type,
      HandOver handOver,
      ProviderId provider,
      Map<String, String> facts) {
    var details = new TreeMap<>(facts);
    details.put("hand_over", handOver.id().toString());
    audit.append(
        AuditEvent.about(
            handOver.tenant(), type, by.asActor(), provider, handOver.grant(), details));
  }
}
