package io.evergrant.usecase.port;

import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Token sets that Vault did not take, sealed with a transit data key of the tenant that was fetched
 * beforehand.
 */
public interface Escrow {
  void keep(TenantId tenant, Claim claim, EscrowSeal.Sealed sealed);

  /** Undrained ones of all tenants, oldest first. Crosses tenants. */
  List<Kept> undrained(int limit);

  Optional<Kept> of(TenantId tenant, Claim claim);

  void drained(TenantId tenant, UUID id);

  /** One escrowed token set. */
  record Kept(UUID id, TokenLocation location, int kvVersion, EscrowSeal.Sealed sealed) {}
}
