package io.evergrant.usecase.connect;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.ConsentLinks.After;
import io.evergrant.usecase.port.LinkSecrets;
import io.evergrant.usecase.port.MailedLinks;
import io.evergrant.usecase.port.OwnerLinks;
import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An admin, or a back end, makes consent links, sees what became of them, and revokes them. */
@Singleton
public class ManageLinks implements OwnerLinks, MailedLinks {
  /** Who made a link that nobody asked for. */
  private static final String OURS = "Evergrant";

  /** A link that ends sooner is not handed out again. */
  private static final Duration STILL_GOOD = Duration.ofDays(1);

  private final ConsentLinks links;
  private final MakeLink making;
  private final LinkSecrets secrets;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public ManageLinks(
      ConsentLinks links,
      MakeLink making,
      LinkSecrets secrets,
      AuditLog audit,
      PortalSettings portal) {
    this.links = links;
    this.making = making;
    this.secrets = secrets;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  public List<ConsentLink> list(Member by, @Nullable After after, int limit) {
    return links.list(by.reads(), null, after, limit);
  }

  @Transactional
  public List<ConsentLink> list(ApiKey by, @Nullable After after, int limit) {
    return links.list(by.in(ApiScope.READ), by.provider(), after, limit);
  }

  @Transactional
  public Optional<ConsentLink> find(Member by, ConsentLinkId id) {
    return links.find(by.reads(), id);
  }

  @Transactional
  public Optional<ConsentLink> find(ApiKey by, ConsentLinkId id) {
    return links.find(by.in(ApiScope.READ), id).filter(link -> by.reaches(link.provider()));
  }

  /** For whoever may make them. */
  @Transactional
  public Optional<ConsentLink> find(Steward by, ConsentLinkId id) {
    return links.find(by.tenant(), id).filter(link -> by.reaches(link.provider()));
  }

  @Transactional
  public Made make(Member by, LinkWish wish) {
    return making.make(by.administers(), by.asActor(), by.email(), wish, provider -> true);
  }

  @Transactional
  public Made make(ApiKey by, LinkWish wish) {
    var tenant = by.in(ApiScope.MANAGE);
    return making
        .before(tenant, wish)
        .filter(link -> by.reaches(link.provider()))
        .<Made>map(Made.Done::new)
        .orElseGet(() -> making.make(tenant, by.asActor(), by.name(), wish, by::reaches));
  }

  /**
   * For a back end that was told that this grant needs a person: the link that is open already, if
   * there is one that lasts.
   */
  @Transactional
  public Optional<OneTimeSecret> again(ApiKey by, GrantId grant) {
    return links
        .openFor(by.tenant(), grant, STILL_GOOD)
        .or(
            () ->
                made(
                    making.make(
                        by.tenant(), by.asActor(), by.name(), LinkWish.again(grant), by::reaches)))
        .map(this::address);
  }

  @Override
  @Transactional
  public Optional<ConsentLink> again(Steward by, GrantId grant) {
    return links
        .openFor(by.tenant(), grant, STILL_GOOD)
        .filter(link -> by.reaches(link.provider()))
        .or(() -> made(make(by, LinkWish.again(grant))));
  }

  @Override
  @Transactional
  public Optional<ConsentLink> fresh(TenantId tenant, Actor by, GrantId grant) {
    return made(making.make(tenant, by, OURS, LinkWish.again(grant), provider -> true));
  }

  Made make(Steward by, LinkWish wish) {
    return making.make(by.tenant(), by.actor(), by.name(), wish, by::reaches);
  }

  private static Optional<ConsentLink> made(Made made) {
    return made instanceof Made.Done done ? Optional.of(done.link()) : Optional.empty();
  }

  /** False where it was used or revoked before, or is unknown. */
  @Transactional
  public boolean revoke(Member by, ConsentLinkId id) {
    return revoke(by.administers(), by.asActor(), id, provider -> true);
  }

  /** Whether this key could revoke it, were it open. */
  @Transactional
  public boolean isThere(ApiKey by, ConsentLinkId id) {
    return links
        .find(by.in(ApiScope.MANAGE), id)
        .filter(link -> by.reaches(link.provider()))
        .isPresent();
  }

  /** False where it was used or revoked before, or is unknown. */
  @Transactional
  public boolean revoke(ApiKey by, ConsentLinkId id) {
    return revoke(by.in(ApiScope.MANAGE), by.asActor(), id, by::reaches);
  }

  /**
   * Where the account's owner goes. Whoever has it can consent: it is shown to those alone who may
   * make one.
   */
  @Override
  public OneTimeSecret address(ConsentLink link) {
    var token = new LinkToken(link.id(), secrets.of(link.tenant(), link.id()));
    return new OneTimeSecret(portal.baseUrl() + "/connect/" + token.text().reveal());
  }

  boolean revoke(TenantId tenant, Actor by, ConsentLinkId id, Predicate<ProviderId> reaches) {
    var link = links.find(tenant, id).filter(found -> reaches.test(found.provider()));
    if (link.isEmpty() || !links.revoke(tenant, id)) {
      return false;
    }
    audit.append(LinkEvent.of(link.get(), AuditEventType.CONSENT_LINK_REVOKED, by, Map.of()));
    return true;
  }

  /** How the making of a link ended. */
  public sealed interface Made {
    record Done(ConsentLink link) implements Made {}

    /** The tenant has no such provider, or no such grant; null where none was named. */
    record NotThere(@Nullable UUID id) implements Made {}

    record ExternalIdTooLong(int longest) implements Made {}

    record LifeOutOfRange(Duration shortest, Duration longest) implements Made {}

    /** The tenant's list does not have the address, or it is none. */
    record ReturnNotAllowed() implements Made {}

    /** Of the owner, or none is known to whom it could be mailed. */
    record NoMailAddress() implements Made {}

    /** Nothing can be mailed from here. */
    record NoMailServer() implements Made {}
  }
}
