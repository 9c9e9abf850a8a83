package io.evergrant.usecase.port;

import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.tenant.TenantId;

/**
 * Key pairs with which clients sign. A private half is made in Vault, is used there and never
 * leaves it.
 *
 * <p>Throws {@link StoreUnavailable} where Vault does not serve.
 */
public interface ClientKeyVault {
  /** Makes a pair. */
  ClientKeys.Fresh make(TenantId tenant, ClientKeyId key, SigningAlgorithm algorithm);

  /**
   * Signs.
   *
   * @return the signature as a JWS carries it (RFC 7518 section 3), not encoded
   */
  byte[] sign(TenantId tenant, ClientKeyId key, SigningAlgorithm algorithm, byte[] input);

  /** Destroys the pair; an absent one is no error. */
  void destroy(TenantId tenant, ClientKeyId key);
}
