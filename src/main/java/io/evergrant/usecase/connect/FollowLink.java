package io.evergrant.usecase.connect;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.Presentation;
import io.evergrant.usecase.port.ConsentLinkLookup;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.LinkSecrets;
import io.evergrant.usecase.port.Presentations;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account's owner, who has no account here, follows a consent link. */
@Singleton
public class FollowLink {
  private final ConsentLinkLookup lookup;
  private final ConsentLinks links;
  private final LinkSecrets secrets;
  private final Presentations presentations;
  private final Providers providers;
  private final Grants grants;
  private final BeginAuthorization authorizations;
  private final InstantSource clock;

  @Inject
  public FollowLink(
      ConsentLinkLookup lookup,
      ConsentLinks links,
      LinkSecrets secrets,
      Presentations presentations,
      Providers providers,
      Grants grants,
      BeginAuthorization authorizations,
      InstantSource clock) {
    this.lookup = lookup;
    this.links = links;
    this.secrets = secrets;
    this.presentations = presentations;
    this.providers = providers;
    this.grants = grants;
    this.authorizations = authorizations;
    this.clock = clock;
  }

  /** What the page of the link shows. Changes nothing: programs that preview mails open it too. */
  @Transactional
  public Followed look(String token) {
    return find(token).map(this::tell).orElseGet(Followed.Unknown::new);
  }

  /**
   * Begins the authorization.
   *
   * @return with what the browser goes; empty where the link is not open any more
   */
  @Transactional
  public Optional<AuthorizationRequest> begin(String token, BrowserSecret browser) {
    return find(token)
        .filter(link -> tell(link) instanceof Followed.Open)
        .flatMap(
            link -> {
              var begun = authorizations.byLink(link, browser);
              begun.ifPresent(request -> links.opened(link.tenant(), link.id()));
              return begun;
            });
  }

  /** Wherever an id or a secret is wrong, nothing is found. */
  private Optional<ConsentLink> find(String token) {
    return LinkToken.parse(token)
        .flatMap(
            parsed ->
                lookup
                    .find(parsed.id())
                    .filter(link -> parsed.carries(secrets.of(link.tenant(), link.id()))));
  }

  private Followed tell(ConsentLink link) {
    var whose = presentations.find(link.tenant());
    return switch (link.state(clock.instant())) {
      case USED, REVOKED, ENDED -> new Followed.Closed(link, whose);
      case OPEN ->
          providers
              .find(link.tenant(), link.provider())
              .<Followed>map(
                  provider ->
                      provider.isPaused()
                          ? new Followed.Resting(link, whose, provider.name())
                          : new Followed.Open(
                              link, whose, provider.name(), account(link), provider.scope()))
              .orElseGet(() -> new Followed.Closed(link, whose));
    };
  }

  private @Nullable String account(ConsentLink link) {
    var grant = link.grant();
    return grant == null
        ? null
        : grants.find(link.tenant(), grant).map(Grant::account).orElse(null);
  }

  /** What became of following a link. */
  public sealed interface Followed {
    /**
     * It leads to the provider.
     *
     * @param account that is to be authorised again; null for a new one
     * @param scope what will be asked for
     */
    record Open(
        ConsentLink link,
        Presentation whose,
        String provider,
        @Nullable String account,
        Scope scope)
        implements Followed {}

    /** The provider is paused: later, perhaps. */
    record Resting(ConsentLink link, Presentation whose, String provider) implements Followed {}

    /** Used, revoked or ended. */
    record Closed(ConsentLink link, Presentation whose) implements Followed {}

    record Unknown() implements Followed {}
  }
}
