package io.evergrant.usecase.port;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Token sets that Vault did not take, sealed with a transit data key of the tenant that was fetched
 * beforehand.
 */
public interface Escrow {
  void keep(TenantId tenant, Claim claim, EscrowSeal.Sealed sealed);

  /** Whether an answer of this attempt is kept, or was until it was drained. */
  boolean holds(TenantId tenant, AttemptId attempt);

  /** Neither drained nor superseded nor put off, of all tenants, oldest first. Crosses tenants. */
  List<Kept> undrained(int limit);

  /**
   * The set lies in Vault. Closes the escrow and, if the grant's row still points to the escrow's
   * location, gives it {@code stored}: fence + 1, due at once, {@code NEEDS_CONSENT} and {@code
   * NEEDS_REVIEW} are lifted, counted as a success.
   *
   * @return false where the escrow was closed before; nothing is changed then
   */
  boolean drained(Kept kept, Stored stored);

  /** Closes the escrow and leaves the grant alone; false where it was closed before. */
  boolean superseded(Kept kept);

  /** It could not be drained now: is not listed until then. */
  void putOff(Kept kept, Duration by);

  /**
   * One escrowed token set.
   *
   * @param kvVersion as in the claim it came from
   * @param age how long it has been kept, by the database's clock
   */
  record Kept(
      UUID id,
      TokenLocation location,
      ProviderId provider,
      AttemptId attempt,
      int kvVersion,
      EscrowSeal.Sealed sealed,
      Duration age) {}
}
