package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.ApiKey;
import java.util.Optional;

/** Finds out whose key a secret is. Crosses tenants: a listed function. */
public interface ApiKeyLookup {
  /**
   * By the hash of the secret.
   *
   * @param hash SHA-256 of the secret, in lower-case hexadecimal digits
   */
  Optional<Found> find(String hash);

  /**
   * A key, revoked ones too.
   *
   * @param ended the key, or this secret of it, came to its end
   * @param usedLately its last use was written less than a minute ago
   * @param suspended the key's organisation is not active
   */
  record Found(ApiKey key, boolean ended, boolean usedLately, boolean suspended) {}
}
