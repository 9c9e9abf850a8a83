package io.evergrant.usecase.port;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;

/**
 * Asks the provider whether a refresh token is still good, without using it (RFC 7662); never
 * throws.
 */
public interface TokenStanding {
  Standing of(Provider provider, ClientSecrets secrets, RefreshToken token);

  /** What the provider says. */
  enum Standing {
    ACTIVE,
    INACTIVE,
    /** It was not asked, did not answer, or its answer does not tell. */
    NOT_TOLD
  }
}
