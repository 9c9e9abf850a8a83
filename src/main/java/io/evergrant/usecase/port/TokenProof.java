package io.evergrant.usecase.port;

import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.TokenSet;

/**
 * Asks the provider whether a stored token set is good, as its policy says. Answers {@code STORED}
 * where the policy asks for no proof or the provider did not answer; never throws.
 */
public interface TokenProof {
  Proof prove(Provider provider, ClientSecrets secrets, TokenSet tokens);
}
