package io.evergrant.usecase.port;

import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.util.Optional;

/**
 * Key pairs for sealing in a browser: RSA of 3072 bits, RSA-OAEP with SHA-256 (RFC 8017 section
 * 7.1). A private half is made in Vault, is used there and never leaves it.
 *
 * <p>Throws {@link StoreUnavailable} where Vault does not serve.
 */
public interface SealingVault {
  /**
   * Makes a pair.
   *
   * @return the public half, as the DER of a SubjectPublicKeyInfo (RFC 5280 section 4.1)
   */
  byte[] make(TenantId tenant, SealingKeyId key);

  /**
   * Opens what was sealed to a key.
   *
   * @param sealed a 256-bit key, wrapped (384 bytes), then a nonce (12 bytes), then the ciphertext
   *     of AES-GCM (NIST SP 800-38D) with its tag
   * @param context additional data that it was sealed for
   * @return empty where it was not sealed to this key for this context
   */
  Optional<byte[]> open(TenantId tenant, SealingKeyId key, byte[] sealed, String context);

  /** Destroys the pair; an absent one is no error. */
  void destroy(TenantId tenant, SealingKeyId key);
}
