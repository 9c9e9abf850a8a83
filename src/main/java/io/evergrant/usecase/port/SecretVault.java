package io.evergrant.usecase.port;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.tenant.TenantId;

/**
 * Client secrets at {@code <tenant>/providers/<provider>} in KV v2, sealed with the tenant's
 * transit key. Every method throws {@link StoreUnavailable}.
 */
public interface SecretVault {
  /** Stores the secret, over an older one if there is one. */
  void put(TenantId tenant, ProviderId provider, ClientSecret secret);

  /** Opens what there is; nothing there is {@link ClientSecrets#NONE}. */
  ClientSecrets get(TenantId tenant, ProviderId provider);

  /** Removes it with all its versions, as when a registration was not finished. */
  void destroy(TenantId tenant, ProviderId provider);
}
