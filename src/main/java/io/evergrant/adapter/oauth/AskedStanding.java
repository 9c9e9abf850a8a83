package io.evergrant.adapter.oauth;

import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.TokenStanding;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Asks the introspection endpoint, where the policy says that it tells of refresh tokens. */
@Singleton
public class AskedStanding implements TokenStanding {
  private final Told told;

  @Inject
  public AskedStanding(GuardedClient http, ClientRequests requests) {
    this.told = new Told(http, requests);
  }

  @Override
  public Standing of(Provider provider, ClientSecrets secrets, RefreshToken token) {
    var endpoint = provider.endpoints().introspection();
    if (endpoint == null || !provider.policy().introspectsRefreshTokens()) {
      return Standing.NOT_TOLD;
    }
    return switch (told.introspection(endpoint, provider, secrets, token)) {
      case Told.Answer.Claims claims ->
          switch (claims.claims().get("active")) {
            case Boolean active -> active ? Standing.ACTIVE : Standing.INACTIVE;
            case null, default -> Standing.NOT_TOLD;
          };
      // Here 401 and 403 speak of the client, not of the token.
      case Told.Answer.Refused refused -> Standing.NOT_TOLD;
      case Told.Answer.Unclear unclear -> Standing.NOT_TOLD;
      case Told.Answer.Silent silent -> Standing.NOT_TOLD;
    };
  }
}
