package io.evergrant.usecase.port;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;

/** Seals token sets while Vault is away: AES-256-GCM with a data key that transit wrapped. */
public interface EscrowSeal {
  /** Fetches data keys for tenants that have none fresh; called while Vault serves. */
  void prepare(TenantId tenant);

  /** Needs no Vault if {@code prepare} succeeded before; else throws {@link StoreUnavailable}. */
  Sealed seal(TokenLocation location, TokenVault.Entry entry);

  /** Needs Vault, to unwrap the data key. */
  TokenVault.Entry open(TokenLocation location, Sealed sealed);

  /** Ciphertext (base64, nonce first) and the wrapped data key. */
  record Sealed(String wrappedKey, String ciphertext) {}
}
