package io.evergrant.usecase.connect;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Authorizations;
import io.evergrant.usecase.port.Authorizations.BegunBy;
import io.evergrant.usecase.port.Authorizations.Pending;
import io.evergrant.usecase.port.Authorizations.Taken;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.GrantChanges;
import io.evergrant.usecase.port.GrantChanges.Consent;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.RefreshJournal;
import io.evergrant.usecase.port.RefreshJournal.Exchange;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StrayLocations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database's share of a consent, one short transaction a step. */
@Singleton
class RecordConsent {
  private final Authorizations authorizations;
  private final Providers providers;
  private final Grants grants;
  private final GrantChanges changes;
  private final RefreshJournal journal;
  private final StrayLocations strays;
  private final ConsentLinks links;
  private final OwnerPost owners;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  RecordConsent(
      Authorizations authorizations,
      Providers providers,
      Grants grants,
      GrantChanges changes,
      RefreshJournal journal,
      StrayLocations strays,
      ConsentLinks links,
      OwnerPost owners,
      AuditLog audit,
      PortalSettings portal) {
    this.authorizations = authorizations;
    this.providers = providers;
    this.grants = grants;
    this.changes = changes;
    this.journal = journal;
    this.strays = strays;
    this.links = links;
    this.owners = owners;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  Taken take(OneTimeSecret state, BrowserSecret browser) {
    return authorizations.take(BrowserSecret.hex(state.reveal()), browser.hash());
  }

  @Transactional
  Optional<Provider> provider(Pending pending) {
    return providers.find(pending.tenant(), pending.provider());
  }

  /**
   * Whether the link that led here is neither used nor revoked, so that the code is worth using.
   */
  @Transactional
  boolean isStillWanted(Pending pending) {
    return switch (pending.begunBy()) {
      case BegunBy.Admin admin -> true;
      case BegunBy.LinkHolder holder ->
          links
              .find(pending.tenant(), holder.link())
              .filter(link -> link.usedAt() == null && link.revokedAt() == null)
              .isPresent();
    };
  }

  @Transactional
  Optional<Grant> grant(TenantId tenant, GrantId id) {
    return grants.find(tenant, id);
  }

  @Transactional
  Optional<Grant> grantOf(Provider provider, String subject) {
    return grants.findBySubject(provider.tenant(), provider.id(), subject);
  }

  /** The response was refused before any code was exchanged. */
  @Transactional
  void refused(Actor by, Pending pending, Connected why) {
    audit.append(
        new AuditEvent(
            pending.tenant(),
            AuditEventType.AUTHORIZATION_REFUSED,
            by,
            pending.grant(),
            pending.provider(),
            null,
            false,
            null,
            Words.of(why)));
  }

  /** The durable intent: an attempt that is open until the exchange ends. */
  @Transactional
  AttemptId begin(Actor by, Pending pending) {
    return journal.beginExchange(
        pending.tenant(), pending.provider(), pending.grant(), by, portal.node());
  }

  /** The exchange ended and no grant changed. */
  @Transactional
  void failed(Actor by, Pending pending, AttemptId attempt, Exchange exchange, Connected why) {
    end(by, pending, attempt, pending.grant(), exchange, Words.of(why));
  }

  /** Tokens are about to lie there, and no row points there yet. */
  @Transactional
  void expect(TokenLocation location) {
    strays.add(location);
  }

  /** Nothing lies there any more. */
  @Transactional
  void destroyed(TokenLocation location) {
    strays.remove(location);
  }

  /**
   * The tokens are stored: the grant's row, the link's use, the end of the attempt and its event,
   * or nothing.
   *
   * @throws LinkIsClosed where the link was used or revoked meanwhile
   * @return where the older consent's tokens lie, which nobody needs now
   */
  @Transactional
  Optional<TokenLocation> consented(
      Actor by, Pending pending, AttemptId attempt, Consent consent, Exchange exchange) {
    if (!strays.remove(consent.location())) {
      throw new StoreUnavailable(
          StoreUnavailable.Cause.FAILED, "the tokens were swept before a grant pointed to them");
    }
    if (pending.begunBy() instanceof BegunBy.LinkHolder holder
        && !links.use(pending.tenant(), holder.link(), consent.grant())) {
      throw new LinkIsClosed();
    }
    var older = changes.consented(consent);
    older.ifPresent(strays::add);
    if (pending.begunBy() instanceof BegunBy.LinkHolder holder) {
      owners.consented(pending.tenant(), holder.link(), consent.grant());
    }
    var details = new HashMap<String, String>();
    details.put("account", consent.account());
    details.put("scope_asked", consent.scopeAsked().toString());
    details.put("scope_granted", consent.scopeGranted().toString());
    details.put("fingerprint", consent.fingerprint().value());
    details.put("kv_version", Integer.toString(consent.kvVersion()));
    details.put("key_version", Integer.toString(consent.keyVersion()));
    details.put("reconnected", Boolean.toString(older.isPresent()));
    end(by, pending, attempt, consent.grant(), exchange, details);
    return older;
  }

  /** Rolls the consent back. */
  static final class LinkIsClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LinkIsClosed() {
      super("the consent link is used or revoked", null, false, false);
    }
  }

  private void end(
      Actor by,
      Pending pending,
      AttemptId attempt,
      @Nullable GrantId grant,
      Exchange exchange,
      Map<String, String> details) {
    var all = new HashMap<>(details);
    all.put("cause", exchange.cause());
    var event =
        new AuditEvent(
            pending.tenant(),
            AuditEventType.CONSENT_ENDED,
            by,
            grant,
            pending.provider(),
            attempt,
            true,
            exchange.outcome(),
            all);
    if (!journal.endExchange(pending.tenant(), attempt, grant, exchange, event)) {
      throw new StoreUnavailable(
          StoreUnavailable.Cause.FAILED, "the exchange was closed by a recovery before it ended");
    }
  }
}
