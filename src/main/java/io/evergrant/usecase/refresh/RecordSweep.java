package io.evergrant.usecase.refresh;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.GrantChanges;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.StrayLocations;
import io.evergrant.usecase.port.Sweep;
import io.evergrant.usecase.port.Sweep.Ended;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database's share of sweeping, one short transaction a step. */
@Singleton
public class RecordSweep {
  /** Long enough to tell who comes back late what became of a request. */
  private static final Duration REQUESTS = Duration.ofDays(1);

  private static final Duration LINKS = Duration.ofDays(7);
  private static final Duration TICKETS = Duration.ofHours(1);

  /** As long as one is kept for whoever asks again. */
  private static final Duration ANSWERS = Duration.ofHours(24);

  /** Their list tells what became of them. */
  private static final Duration CONSENT_LINKS = Duration.ofDays(90);

  private static final Duration HAND_OVERS = Duration.ofDays(90);

  /** Whoever comes late is told that they ended. */
  private static final Duration AUDIT_EXPORTS = Duration.ofDays(1);

  /** They can be looked at, and sent again, as long. */
  private static final Duration WEBHOOK_DELIVERIES = Duration.ofDays(7);

  /** Their page tells what became of each grant. */
  private static final Duration BULK_ACTS = Duration.ofDays(90);

  private static final Duration ESCROWS = Duration.ofDays(7);

  /** By then no exchange of a code is under way that would still point there. */
  private static final Duration STRAYS = Duration.ofMinutes(15);

  private final Sweep sweep;
  private final StrayLocations strays;
  private final Grants grants;
  private final GrantChanges changes;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public RecordSweep(
      Sweep sweep,
      StrayLocations strays,
      Grants grants,
      GrantChanges changes,
      AuditLog audit,
      PortalSettings portal) {
    this.sweep = sweep;
    this.strays = strays;
    this.grants = grants;
    this.changes = changes;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  boolean revoked(Steward by, GrantId id) {
    var tenant = by.tenant();
    var grant = grants.find(tenant, id).filter(found -> by.reaches(found.provider()));
    if (grant.isEmpty() || !changes.revoke(tenant, id)) {
      return false;
    }
    var provider = grant.get().provider();
    audit.append(
        AuditEvent.about(tenant, AuditEventType.GRANT_REVOKED, by.actor(), provider, id, Map.of()));
    return true;
  }

  @Transactional
  List<Ended> toEmpty(int limit) {
    return sweep.toEmpty(limit);
  }

  @Transactional
  Optional<Ended> toEmpty(TenantId tenant, GrantId grant) {
    return sweep.toEmpty(tenant, grant);
  }

  @Transactional
  void putOff(Ended ended, Duration by) {
    sweep.putOff(ended.location(), by);
  }

  @Transactional
  List<TokenLocation> strays(int limit) {
    return strays.olderThan(STRAYS, limit);
  }

  @Transactional
  void destroyed(TokenLocation stray) {
    strays.remove(stray);
  }

  @Transactional
  Optional<Revocation> revocation(Steward by, GrantId id) {
    return grants
        .revocation(by.tenant(), id)
        .filter(revocation -> by.reaches(revocation.provider()));
  }

  /**
   * The place in Vault was destroyed; the log tells once how that came.
   *
   * @param givenBack null for a set that ended by itself
   */
  @Transactional
  void emptied(Ended ended, @Nullable Revoked givenBack) {
    var details =
        givenBack == null
            ? Map.of("reason", "ended")
            : Map.of("reason", "revoked", "at_provider", givenBack.name().toLowerCase(Locale.ROOT));
    if (sweep.emptied(ended.location(), givenBack)) {
      audit.append(
          AuditEvent.about(
              ended.location().tenant(),
              AuditEventType.TOKENS_DESTROYED,
              new Actor.Portal(portal.node()),
              ended.provider(),
              ended.location().grant(),
              details));
    }
  }

  /** Each by itself: what one cannot do undoes none of the others. */
  void rows() {
    sweep.authorizations(REQUESTS);
    sweep.links(LINKS);
    sweep.consentLinks(CONSENT_LINKS);
    sweep.tickets(TICKETS);
    sweep.answers(ANSWERS);
    sweep.handOvers(HAND_OVERS);
    sweep.auditExports(AUDIT_EXPORTS);
    sweep.webhookDeliveries(WEBHOOK_DELIVERIES);
    sweep.bulkActs(BULK_ACTS);
    sweep.escrows(portal.node(), ESCROWS);
  }
}
