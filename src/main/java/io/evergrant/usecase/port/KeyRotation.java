package io.evergrant.usecase.port;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.TokenVault.Written;

/** Follows the versions of a tenant's transit key, which an operator rotates. */
public interface KeyRotation {
  /**
   * Which version seals what is written now.
   *
   * @throws StoreUnavailable where Vault does not serve
   */
  int newestKeyVersion(TenantId tenant);

  /**
   * Seals what lies there with the newest key version, without opening it, under check-and-set.
   * Attempt, parent, fingerprint and takeover mark stay as they are.
   */
  Written rewrap(TokenLocation location, int expectedVersion);
}
