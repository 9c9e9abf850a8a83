package io.evergrant.usecase.port;

import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.tenant.TenantId;

/** Makes keyed fingerprints; the key lies in Vault and is read once. */
public interface Fingerprints {
  /**
   * Makes sure that the key is here, before a request whose answer will need it: afterwards Vault
   * may be away.
   *
   * @throws StoreUnavailable when the key cannot be read
   */
  default void ready() {}

  Fingerprint of(TenantId tenant, RefreshToken token);
}
