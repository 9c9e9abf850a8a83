package io.evergrant.usecase.staged;

import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.TenantId;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** A registration as the tests here need one. */
final class Registered {
  static final URI ISSUER = URI.create("https://mail.example");

  private Registered() {}

  static Endpoints endpoints() {
    return new Endpoints(
        URI.create("https://mail.example/authorize"),
        URI.create("https://api.mail.example/token"),
        URI.create("https://api.mail.example/introspect"),
        null,
        URI.create("https://people.mail.example/userinfo"));
  }

  static Provider provider(ClientAuthentication authentication) {
    return new Provider(
        new ProviderId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        "Mail",
        ISSUER,
        true,
        endpoints(),
        "client",
        authentication,
        Scope.parse("openid mail"),
        Map.of(),
        RefreshPolicy.CAREFUL,
        ProviderStatus.ACTIVE,
        null,
        1);
  }

  static Provider provider() {
    return provider(ClientAuthentication.CLIENT_SECRET_BASIC);
  }
}
