package io.evergrant.usecase.refresh;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Escrow;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.RefreshJournal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;

/**
 * The one transaction that ends an attempt: the grant's row under its fence, the attempt while it
 * is open, the terminal event. False: another worker had taken over, and nothing was changed.
 */
@Singleton
public class EndAttempt {
  private final RefreshJournal journal;
  private final Providers providers;
  private final Escrow escrow;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public EndAttempt(
      RefreshJournal journal,
      Providers providers,
      Escrow escrow,
      AuditLog audit,
      PortalSettings portal) {
    this.journal = journal;
    this.providers = providers;
    this.escrow = escrow;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  boolean end(Ended ended) {
    var claim = ended.claim();
    if (!journal.end(claim, ended.ending(), ended.event(actor(claim), portal.node()))) {
      return false;
    }
    if (ended.outcome() instanceof RefreshOutcome.ProviderRefused refused) {
      pauseProvider(claim, refused.error());
    }
    return true;
  }

  /** Keeps the sealed answer and ends the attempt as escrowed, both or neither. */
  @Transactional
  boolean endEscrowed(Ended ended, EscrowSeal.Sealed sealed) {
    var claim = ended.claim();
    escrow.keep(claim.tenant(), claim, sealed);
    return journal.end(claim, ended.ending(), ended.event(actor(claim), portal.node()));
  }

  /**
   * Keeps the sealed answer though its attempt cannot be ended now: it stays open, and whoever
   * recovers it finds the answer kept.
   */
  @Transactional
  void keepAlone(Claim claim, EscrowSeal.Sealed sealed) {
    escrow.keep(claim.tenant(), claim, sealed);
  }

  private void pauseProvider(Claim claim, String error) {
    var reason = "client_refused:" + error;
    if (providers.setStatus(claim.tenant(), claim.provider(), ProviderStatus.PAUSED, reason)) {
      audit.append(
          AuditEvent.about(
              claim.tenant(),
              AuditEventType.PROVIDER_PAUSED,
              new Actor.Portal(portal.node()),
              claim.provider(),
              Map.of("error", error)));
    }
  }

  /** Whoever asked for it; where nobody did, the node that ends it. */
  private Actor actor(Claim claim) {
    var by = claim.by();
    return by == null ? claim.trigger().ofNode(portal.node()) : by;
  }
}
