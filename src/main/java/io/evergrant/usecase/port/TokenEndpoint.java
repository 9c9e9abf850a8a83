package io.evergrant.usecase.port;

import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.CodeVerifier;
import io.evergrant.domain.secret.RefreshToken;
import java.net.URI;

/**
 * A provider's token endpoint (RFC 6749 section 3.2). One call is one request: no redirect, no
 * retry, but for a client that is not known by its newest secret or key (RFC 6749 section 5.2,
 * {@code invalid_client}): the same goes once more with the former one, while there is one. The
 * deadline is the provider's policy's. Nothing is thrown for what a provider or a network does.
 */
public interface TokenEndpoint {
  /** RFC 6749 section 6. */
  TokenAnswer refresh(Provider provider, ClientSecrets secrets, RefreshToken token);

  /** RFC 6749 section 4.1.3 with RFC 7636 section 4.5. */
  TokenAnswer exchange(
      Provider provider,
      ClientSecrets secrets,
      AuthorizationCode code,
      CodeVerifier verifier,
      URI redirectUri);
}
