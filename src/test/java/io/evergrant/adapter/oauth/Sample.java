package io.evergrant.adapter.oauth;

import io.evergrant.adapter.http.AddressPolicy;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.adapter.http.Limits;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Probe;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.SomePolicy;
import io.evergrant.domain.provider.SomeProvider;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Registrations and clients as tests need them. */
final class Sample {
  static final Duration DEADLINE = Duration.ofSeconds(20);

  private Sample() {}

  static GuardedClient client() {
    return new GuardedClient(AddressPolicy.allowing("127.0.0.0/8"), Limits.USUAL, System::nanoTime);
  }

  /** Of a client with secrets. */
  static ClientRequests requests(GuardedClient http, InstantSource clock) {
    var keys = new SoftKeys(clock);
    return new ClientRequests(http, new ClientLogins(keys, keys, clock), clock, System::nanoTime);
  }

  static ClientRequests requests(GuardedClient http) {
    return requests(http, Clock.systemUTC());
  }

  /** A registration at this server, with an endpoint of each kind. */
  static Provider at(Canned server) {
    return provider(
        server.uri("/"),
        new Endpoints(
            server.uri("/authorize"),
            server.uri("/token"),
            server.uri("/introspect"),
            null,
            server.uri("/userinfo")),
        "client",
        ClientAuthentication.CLIENT_SECRET_BASIC,
        ProofKind.NONE,
        DEADLINE);
  }

  static Provider provider(
      @Nullable URI issuer,
      Endpoints endpoints,
      String clientId,
      ClientAuthentication authentication,
      ProofKind proof,
      Duration deadline) {
    return new SomeProvider()
        .issuer(issuer)
        .endpoints(endpoints)
        .clientId(clientId)
        .clientAuthentication(authentication)
        .policy(
            new SomePolicy()
                .proof(proof)
                .deadline(deadline)
                .introspectsRefreshTokens(proof == ProofKind.INTROSPECTION)
                .probe(new Probe(endpoints.token().resolve("/probe"), 204))
                .policy())
        .provider();
  }
}
