package io.evergrant.usecase.connect;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Authorizations;
import io.evergrant.usecase.port.Authorizations.BegunBy;
import io.evergrant.usecase.port.Authorizations.Pending;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An admin begins to connect an account, or to reconnect a grant's; or whoever holds a consent link
 * does.
 */
@Singleton
public class BeginAuthorization {
  private static final Duration LIFE = Duration.ofMinutes(15);
  private static final int LONGEST_EXTERNAL_ID = 200;

  private final Providers providers;
  private final Grants grants;
  private final Authorizations authorizations;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public BeginAuthorization(
      Providers providers,
      Grants grants,
      Authorizations authorizations,
      AuditLog audit,
      PortalSettings portal) {
    this.providers = providers;
    this.grants = grants;
    this.authorizations = authorizations;
    this.audit = audit;
    this.portal = portal;
  }

  /** For a new grant; {@code externalId} may be empty. */
  @Transactional
  public Begun connect(Member by, BrowserSecret browser, ProviderId providerId, String externalId) {
    var tenant = by.administers();
    var name = externalId.strip();
    if (name.length() > LONGEST_EXTERNAL_ID) {
      return new Begun.ExternalIdTooLong(LONGEST_EXTERNAL_ID);
    }
    return providers
        .find(tenant, providerId)
        .<Begun>map(provider -> begin(by, browser, provider, null, name.isEmpty() ? null : name))
        .orElseGet(Begun.NotThere::new);
  }

  /** For the same account again; the grant keeps its id. */
  @Transactional
  public Begun reconnect(Member by, BrowserSecret browser, GrantId grantId) {
    var tenant = by.administers();
    var grant = grants.find(tenant, grantId);
    return grant
        .flatMap(found -> providers.find(tenant, found.provider()))
        .<Begun>map(
            provider ->
                begin(by, browser, provider, grantId, grant.map(Grant::externalId).orElse(null)))
        .orElseGet(Begun.NotThere::new);
  }

  /**
   * For the holder of an open link; the page of the link has shown where it leads.
   *
   * @return with what the browser goes; empty where the provider is paused
   */
  @Transactional
  Optional<AuthorizationRequest> byLink(ConsentLink link, BrowserSecret browser) {
    return providers
        .find(link.tenant(), link.provider())
        .filter(provider -> !provider.isPaused())
        .map(
            provider -> {
              var pending =
                  begin(
                      new BegunBy.LinkHolder(link.id()),
                      new Actor.Link(link.id()),
                      browser,
                      provider,
                      link.grant(),
                      link.externalId());
              return request(provider, pending, browser);
            });
  }

  private AuthorizationRequest request(Provider provider, Pending pending, BrowserSecret browser) {
    return AuthorizationRequest.of(
        provider, pending.scope(), pending.id(), browser, portal.redirectUri());
  }

  /** With what the browser goes; empty when the request was used or has ended. */
  @Transactional
  Optional<AuthorizationRequest> request(Member by, BrowserSecret browser, UUID request) {
    return pending(by, browser, request)
        .flatMap(
            pending ->
                providers
                    .find(pending.tenant(), pending.provider())
                    .map(provider -> request(provider, pending, browser)));
  }

  private Optional<Pending> pending(Member by, BrowserSecret browser, UUID request) {
    return authorizations
        .find(by.administers(), request)
        .filter(pending -> pending.browserHash().equals(browser.hash()));
  }

  /** What the page before the way out shows; empty when the request was used or has ended. */
  @Transactional
  public Optional<WayOut> wayOut(Member by, BrowserSecret browser, UUID request) {
    return pending(by, browser, request)
        .flatMap(pending -> wayOut(pending.tenant(), browser, pending));
  }

  private Begun begin(
      Member by,
      BrowserSecret browser,
      Provider provider,
      @Nullable GrantId grant,
      @Nullable String externalId) {
    if (provider.isPaused()) {
      return new Begun.ProviderPaused(provider.name());
    }
    var begunBy = new BegunBy.Admin(by.id(), by.email());
    return new Begun.Ready(begin(begunBy, by.asActor(), browser, provider, grant, externalId).id());
  }

  private Pending begin(
      BegunBy begunBy,
      Actor by,
      BrowserSecret browser,
      Provider provider,
      @Nullable GrantId grant,
      @Nullable String externalId) {
    var id = UUID.randomUUID();
    var pending =
        new Pending(
            id,
            provider.tenant(),
            provider.id(),
            grant,
            begunBy,
            BrowserSecret.hex(browser.state(id).reveal()),
            browser.hash(),
            externalId,
            provider.scope());
    authorizations.insert(pending, LIFE);
    var details = new HashMap<String, String>();
    details.put("scope", provider.scope().toString());
    if (externalId != null) {
      details.put("external_id", externalId);
    }
    audit.append(
        new AuditEvent(
            provider.tenant(),
            AuditEventType.AUTHORIZATION_STARTED,
            by,
            grant,
            provider.id(),
            null,
            false,
            null,
            details));
    return pending;
  }

  private Optional<WayOut> wayOut(TenantId tenant, BrowserSecret browser, Pending pending) {
    var grantId = pending.grant();
    var account =
        grantId == null ? null : grants.find(tenant, grantId).map(Grant::account).orElse(null);
    return providers
        .find(tenant, pending.provider())
        .map(
            provider ->
                new WayOut(
                    pending.id(),
                    provider.name(),
                    request(provider, pending, browser),
                    pending.scope(),
                    account));
  }

  /** How the beginning ended. */
  public sealed interface Begun {
    /** Id for {@link #wayOut}. */
    record Ready(UUID request) implements Begun {}

    record NotThere() implements Begun {}

    record ProviderPaused(String provider) implements Begun {}

    record ExternalIdTooLong(int longest) implements Begun {}
  }

  /**
   * Where the browser goes, by a plain link.
   *
   * @param account that is to be authorised again; null for a new grant
   */
  public record WayOut(
      UUID id,
      String provider,
      AuthorizationRequest request,
      Scope scope,
      @Nullable String account) {
    /** Whether the provider is told before, when the person goes. */
    public boolean isPushed() {
      return request.isPushed();
    }
  }
}
