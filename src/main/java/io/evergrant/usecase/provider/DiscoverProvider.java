package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.usecase.port.Discovery;
import io.evergrant.usecase.port.Discovery.Discovered;
import io.evergrant.usecase.provider.FieldProblem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Fills a form from a provider's metadata. Nothing is stored. */
@Singleton
public class DiscoverProvider {
  private final Discovery discovery;

  @Inject
  public DiscoverProvider(Discovery discovery) {
    this.discovery = discovery;
  }

  /** Uses the network: no transaction here. */
  public Filled discover(Steward by, String issuer) {
    by.wholeTenant();
    return switch (Addresses.parse(issuer)) {
      case Addresses.Good good -> filled(discovery.discover(good.uri()));
      case Addresses.NotAnAddress bad -> new Filled.BadIssuer(Problem.NOT_AN_ADDRESS);
      case Addresses.NotHttps bad -> new Filled.BadIssuer(Problem.NOT_HTTPS);
    };
  }

  private static Filled filled(Discovered discovered) {
    return switch (discovered) {
      case Discovered.Found found -> new Filled.From(found);
      case Discovered.Failed failed -> new Filled.NotFound(failed);
    };
  }

  /** What there is to fill in. */
  public sealed interface Filled {
    record From(Discovered.Found found) implements Filled {}

    record BadIssuer(Problem problem) implements Filled {}

    record NotFound(Discovered.Failed failed) implements Filled {}
  }
}
