package io.evergrant.usecase.connect;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.ConsentLinks.After;
import io.evergrant.usecase.port.ConsentLinks.Fresh;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.LinkSecrets;
import io.evergrant.usecase.port.MailedLinks;
import io.evergrant.usecase.port.OwnerLinks;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Presentations;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An admin, or a back end, makes consent links, sees what became of them, and revokes them. */
@Singleton
public class ManageLinks implements OwnerLinks, MailedLinks {
  private static final int LONGEST_EXTERNAL_ID = 200;
  private static final int LONGEST_ADDRESS = 2_000;

  /** Who made a link that nobody asked for. */
  private static final String OURS = "Evergrant";

  /** A link that ends sooner is not handed out again. */
  private static final Duration STILL_GOOD = Duration.ofDays(1);

  private final ConsentLinks links;
  private final Providers providers;
  private final Grants grants;
  private final Presentations presentations;
  private final LinkSecrets secrets;
  private final OwnerPost owners;
  private final AuditLog audit;
  private final PortalSettings portal;
  private final InstantSource clock;

  @Inject
  public ManageLinks(
      ConsentLinks links,
      Providers providers,
      Grants grants,
      Presentations presentations,
      LinkSecrets secrets,
      OwnerPost owners,
      AuditLog audit,
      PortalSettings portal,
      InstantSource clock) {
    this.links = links;
    this.providers = providers;
    this.grants = grants;
    this.presentations = presentations;
    this.secrets = secrets;
    this.owners = owners;
    this.audit = audit;
    this.portal = portal;
    this.clock = clock;
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
    return make(by.administers(), by.asActor(), by.email(), wish, provider -> true);
  }

  @Transactional
  public Made make(ApiKey by, LinkWish wish) {
    var tenant = by.in(ApiScope.MANAGE);
    return before(tenant, wish)
        .filter(link -> by.reaches(link.provider()))
        .<Made>map(Made.Done::new)
        .orElseGet(() -> make(tenant, by.asActor(), by.name(), wish, by::reaches));
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
                    make(by.tenant(), by.asActor(), by.name(), LinkWish.again(grant), by::reaches)))
        .map(this::address);
  }

  @Override
  @Transactional
  public Optional<ConsentLink> again(Steward by, GrantId grant) {
    return links
        .openFor(by.tenant(), grant, STILL_GOOD)
        .filter(link -> by.reaches(link.provider()))
        .or(
            () ->
                made(make(by.tenant(), by.actor(), by.name(), LinkWish.again(grant), by::reaches)));
  }

  @Override
  @Transactional
  public Optional<ConsentLink> fresh(TenantId tenant, Actor by, GrantId grant) {
    return made(make(tenant, by, OURS, LinkWish.again(grant), provider -> true));
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

  /** The link of this very wish, which was made although whoever asked was not told. */
  private Optional<ConsentLink> before(TenantId tenant, LinkWish wish) {
    return named(tenant, wish).filter(link -> SameWish.made(link, wish, clock.instant()));
  }

  private Optional<ConsentLink> named(TenantId tenant, LinkWish wish) {
    return Optional.ofNullable(wish.once()).flatMap(id -> links.find(tenant, id));
  }

  private ConsentLinkId fresh(TenantId tenant, LinkWish wish) {
    var once = wish.once();
    return once == null || named(tenant, wish).isPresent()
        ? new ConsentLinkId(UUID.randomUUID())
        : once;
  }

  Made make(TenantId tenant, Actor by, String name, LinkWish wish, Predicate<ProviderId> reaches) {
    var grant = wish.grant();
    var again =
        grant == null
            ? null
            : grants
                .find(tenant, grant)
                .filter(found -> reaches.test(found.provider()))
                .orElse(null);
    if (grant != null && again == null) {
      return new Made.NotThere(grant.value());
    }
    var at = again == null ? wish.provider() : again.provider();
    var provider =
        at == null || !reaches.test(at) ? Optional.<Provider>empty() : providers.find(tenant, at);
    return provider
        .map(found -> make(tenant, by, name, wish, found, again))
        .orElseGet(() -> new Made.NotThere(at == null ? null : at.value()));
  }

  private Made make(
      TenantId tenant,
      Actor by,
      String name,
      LinkWish wish,
      Provider provider,
      @Nullable Grant again) {
    var externalId = wish.externalId().strip();
    if (externalId.length() > LONGEST_EXTERNAL_ID) {
      return new Made.ExternalIdTooLong(LONGEST_EXTERNAL_ID);
    }
    if (wish.life().compareTo(LinkWish.SHORTEST_LIFE) < 0
        || wish.life().compareTo(LinkWish.LONGEST_LIFE) > 0) {
      return new Made.LifeOutOfRange(LinkWish.SHORTEST_LIFE, LinkWish.LONGEST_LIFE);
    }
    var returnTo = wish.returnTo().isBlank() ? null : address(wish.returnTo().strip());
    if (!wish.returnTo().isBlank()
        && (returnTo == null || !presentations.find(tenant).allows(returnTo))) {
      return new Made.ReturnNotAllowed();
    }
    var refusal = owners.refusal(tenant, wish);
    if (refusal != null) {
      return refusal;
    }
    var link =
        links.insert(
            new Fresh(
                fresh(tenant, wish),
                tenant,
                provider.id(),
                again == null ? null : again.id(),
                again == null ? (externalId.isEmpty() ? null : externalId) : again.externalId(),
                returnTo,
                name,
                wish.life()));
    owners.made(link, wish);
    log(link, AuditEventType.CONSENT_LINK_MADE, by, owners.told(wish));
    return new Made.Done(link);
  }

  private static @Nullable URI address(String text) {
    try {
      return text.length() > LONGEST_ADDRESS ? null : new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  boolean revoke(TenantId tenant, Actor by, ConsentLinkId id, Predicate<ProviderId> reaches) {
    var link = links.find(tenant, id).filter(found -> reaches.test(found.provider()));
    if (link.isEmpty() || !links.revoke(tenant, id)) {
      return false;
    }
    log(link.get(), AuditEventType.CONSENT_LINK_REVOKED, by, Map.of());
    return true;
  }

  private void log(ConsentLink link, AuditEventType type, Actor by, Map<String, String> owner) {
    var details = new HashMap<>(owner);
    details.put("consent_link", link.id().toString());
    details.put("ends_at", link.endsAt().toString());
    if (link.externalId() != null) {
      details.put("external_id", link.externalId());
    }
    if (link.returnTo() != null) {
      details.put("return_to", link.returnTo().toString());
    }
    audit.append(
        new AuditEvent(
            link.tenant(), type, by, link.grant(), link.provider(), null, false, null, details));
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
