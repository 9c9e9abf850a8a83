package io.evergrant.usecase.port;

import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import java.util.Optional;

/**
 * Asks a token endpoint to refresh a token that was invented for the question, and belongs to no
 * grant. Nothing is thrown for what a provider or a network does.
 */
public interface ClientCheck {
  /** By the newest secret, or the keys. */
  TokenAnswer byNewest(Provider provider, ClientSecrets secrets);

  /** By the secret that was replaced; empty where there is none that is still good. */
  Optional<TokenAnswer> byFormer(Provider provider, ClientSecrets secrets);
}
