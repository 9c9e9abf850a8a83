package io.evergrant.usecase.staged;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.staged.DiscoveryEnding;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.usecase.port.ClientCheck;
import io.evergrant.usecase.port.Discovery;
import io.evergrant.usecase.port.ProviderReach;
import io.evergrant.usecase.port.ProviderReach.Looked;
import io.evergrant.usecase.port.ProviderReach.Shaken;
import io.evergrant.usecase.port.SecretVault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The stages that need nobody but the provider. Uses the network: no transaction here. */
@Singleton
public class AskProvider {
  private final ProviderReach reach;
  private final Discovery discovery;
  private final SecretVault secrets;
  private final ClientCheck clients;
  private final InstantSource clock;

  @Inject
  public AskProvider(
      ProviderReach reach,
      Discovery discovery,
      SecretVault secrets,
      ClientCheck clients,
      InstantSource clock) {
    this.reach = reach;
    this.discovery = discovery;
    this.secrets = secrets;
    this.clients = clients;
    this.clock = clock;
  }

  /**
   * @throws io.evergrant.usecase.port.StoreUnavailable where our own stores do not serve
   */
  StageEnding ask(Stage stage, Provider provider) {
    return switch (stage) {
      case NAME -> names(provider);
      case TLS -> handshakes(provider);
      case DISCOVERY -> metadata(provider);
      case CLIENT -> client(provider);
      case CONSENT, REFRESH -> throw new IllegalArgumentException("not by asking: " + stage);
    };
  }

  private StageEnding names(Provider provider) {
    var found = new LinkedHashMap<URI, Looked>();
    for (var at : places(provider)) {
      var looked = reach.lookUp(at);
      found.put(at, looked);
      if (!(looked instanceof Looked.Found)) {
        break;
      }
    }
    return JudgeReach.names(found);
  }

  private StageEnding handshakes(Provider provider) {
    var found = new LinkedHashMap<URI, Shaken>();
    for (var at : places(provider)) {
      var shaken = reach.shakeHands(at);
      found.put(at, shaken);
      if (!(shaken instanceof Shaken.Secure || shaken instanceof Shaken.Plain)) {
        break;
      }
    }
    return JudgeReach.handshakes(found, clock.instant());
  }

  private StageEnding metadata(Provider provider) {
    var issuer = provider.issuer();
    return issuer == null
        ? new DiscoveryEnding.NoIssuer()
        : CompareMetadata.of(provider, discovery.discover(issuer));
  }

  private StageEnding client(Provider provider) {
    var known = secrets.get(provider.tenant(), provider.id());
    return JudgeClient.of(
        provider, clients.byNewest(provider, known), () -> clients.byFormer(provider, known));
  }

  /**
   * What this portal itself connects to, the token endpoint first; of several at one server the
   * first.
   */
  static List<URI> places(Provider provider) {
    var endpoints = provider.endpoints();
    Map<String, URI> byServer = new LinkedHashMap<>();
    Stream.of(
            endpoints.token(),
            endpoints.refresh(),
            provider.issuer(),
            endpoints.introspection(),
            endpoints.revocation(),
            endpoints.userinfo(),
            endpoints.pushedAuthorization())
        .filter(Objects::nonNull)
        .forEach(at -> byServer.putIfAbsent(at.getScheme() + "://" + at.getAuthority(), at));
    return new ArrayList<>(byServer.values());
  }
}
