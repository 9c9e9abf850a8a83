package io.evergrant.usecase.port;

import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.tenant.TenantId;

/** Makes keyed fingerprints; the key lies in Vault and is read once. */
public interface Fingerprints {
  Fingerprint of(TenantId tenant, RefreshToken token);
}
