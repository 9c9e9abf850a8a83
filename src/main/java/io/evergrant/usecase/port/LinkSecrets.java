package io.evergrant.usecase.port;

import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;

/**
 * The secret of a consent link: derived with a key that lies in Vault, so that the database holds
 * none and an address can be shown again.
 */
public interface LinkSecrets {
  /** Throws {@link StoreUnavailable} when the key cannot be read. */
  OneTimeSecret of(TenantId tenant, ConsentLinkId link);
}
