package io.evergrant.usecase.port;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;

/** Tells a provider that a refresh token is needed no more (RFC 7009); never throws. */
public interface TokenRevocation {
  Revoked revoke(Provider provider, ClientSecrets secrets, RefreshToken token);

  /** How it ended. */
  enum Revoked {
    /** The provider says it is done, or never knew the token. */
    DONE,
    /** The provider has no revocation endpoint. */
    NOT_OFFERED,
    /** The provider refuses; it will not say otherwise next time. */
    REFUSED,
    /** It was not reached, or asks to try again. */
    NOT_REACHED
  }
}
