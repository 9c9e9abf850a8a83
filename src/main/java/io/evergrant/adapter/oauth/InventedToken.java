package io.evergrant.adapter.oauth;

import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.ClientCheck;
import io.evergrant.usecase.port.TokenEndpoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Shows a token that says of itself that it is none, to whom it may concern at the provider. */
@Singleton
public class InventedToken implements ClientCheck {
  private final TokenEndpoint tokens;
  private final InstantSource clock;

  @Inject
  public InventedToken(TokenEndpoint tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public TokenAnswer byNewest(Provider provider, ClientSecrets secrets) {
    return ask(provider, secrets.newestAlone());
  }

  @Override
  public Optional<TokenAnswer> byFormer(Provider provider, ClientSecrets secrets) {
    return secrets.formerAlone(clock.instant()).map(former -> ask(provider, former));
  }

  private TokenAnswer ask(Provider provider, ClientSecrets secrets) {
    var invented = new RefreshToken("evergrant-connection-test-" + UUID.randomUUID());
    return tokens.refresh(provider, secrets, invented);
  }
}
