package io.evergrant.usecase.importing;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.provider.SomePolicy;
import io.evergrant.domain.provider.SomeProvider;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant with a key and a provider. */
final class Place {
  static final TenantId TENANT = new TenantId(UUID.randomUUID());
  static final ProviderId OTHER = new ProviderId(UUID.randomUUID());
  static final Provider PROVIDER =
      new Provider(
          new ProviderId(UUID.randomUUID()),
          TENANT,
          "Demo",
          null,
          false,
          new Endpoints(
              URI.create("https://demo.example/authorize"),
              URI.create("https://demo.example/token"),
              null,
              null,
              null),
          "client",
          ClientAuthentication.CLIENT_SECRET_BASIC,
          Scope.parse("openid offline_access"),
          Map.of(),
          RefreshPolicy.CAREFUL,
          ProviderStatus.ACTIVE,
          null,
          1);

  private Place() {}

  /** The same provider with rules. */
  static Provider guarded(TokenGuard guard) {
    return SomeProvider.like(PROVIDER).policy(new SomePolicy().guard(guard).policy()).provider();
  }

  static ApiKey key(ApiScope... scopes) {
    return new ApiKey(
        new ApiKeyId(UUID.randomUUID()),
        TENANT,
        "mover",
        Set.of(scopes),
        null,
        List.of(),
        1,
        "eg_abc",
        null,
        Instant.EPOCH,
        null,
        null,
        null);
  }

  static FoundTokens tokens(String refreshToken, @Nullable String clientId) {
    return new FoundTokens(
        new RefreshToken(refreshToken), null, null, null, null, null, null, clientId);
  }
}
