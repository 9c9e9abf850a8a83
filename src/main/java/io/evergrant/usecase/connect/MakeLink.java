package io.evergrant.usecase.connect;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.connect.ManageLinks.Made;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.ConsentLinks.Fresh;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Presentations;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes a consent link of a wish that may be granted, or says why not. Who may have which wish is
 * asked before; a transaction is open.
 */
@Singleton
public class MakeLink {
  private static final int LONGEST_EXTERNAL_ID = 200;
  private static final int LONGEST_ADDRESS = 2_000;

  private final ConsentLinks links;
  private final Providers providers;
  private final Grants grants;
  private final Presentations presentations;
  private final OwnerPost owners;
  private final AuditLog audit;
  private final InstantSource clock;

  @Inject
  public MakeLink(
      ConsentLinks links,
      Providers providers,
      Grants grants,
      Presentations presentations,
      OwnerPost owners,
      AuditLog audit,
      InstantSource clock) {
    this.links = links;
    this.providers = providers;
    this.grants = grants;
    this.presentations = presentations;
    this.owners = owners;
    this.audit = audit;
    this.clock = clock;
  }

  /** The link of this very wish, which was made although whoever asked was not told. */
  Optional<ConsentLink> before(TenantId tenant, LinkWish wish) {
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
    audit.append(LinkEvent.of(link, AuditEventType.CONSENT_LINK_MADE, by, owners.told(wish)));
    return new Made.Done(link);
  }

  private static @Nullable URI address(String text) {
    try {
      return text.length() > LONGEST_ADDRESS ? null : new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
