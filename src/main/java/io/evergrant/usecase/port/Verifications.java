package io.evergrant.usecase.port;

import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.audit.VerificationId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Verifications of a tenant's log. What changes one that runs takes the turn it changes it in, and
 * answers false where the turn is another's by now.
 */
public interface Verifications {
  /** Writes down that it is asked for. */
  VerificationId insert(TenantId tenant, String by);

  Optional<Verification> find(TenantId tenant, VerificationId id);

  /** Newest first. */
  List<Verification> list(TenantId tenant, int limit);

  /** It begins, or begins anew. */
  boolean begin(TenantId tenant, Turn turn, long after, long upTo);

  /** It was read so far; the lease lasts on. */
  boolean reached(TenantId tenant, Turn turn, long sequence, Duration lease);

  boolean done(TenantId tenant, Turn turn, Verification.Found found);

  boolean fail(TenantId tenant, Turn turn);

  /** Leaves it to whoever comes next, after a while. */
  void release(TenantId tenant, Turn turn, Duration rest);

  /** Claims one. Crosses tenants. */
  Optional<Turn> claim(String node, Duration lease);

  /**
   * The right to go on with a verification.
   *
   * @param fence of the claim
   * @param tries how often it was claimed
   */
  record Turn(TenantId tenant, VerificationId id, long fence, int tries) {}
}
