package io.evergrant.usecase.port;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;

/** Which token sets are sealed with an older version of their tenant's transit key. */
public interface Rewraps {
  /**
   * Grants without an open attempt or an undrained escrow, whose stored token has proved itself: by
   * the provider's word, or by a day in service.
   */
  List<Sealed> olderThan(TenantId tenant, int newestKeyVersion, int limit);

  /** False where the row moved on meanwhile: whoever moved it knows better. */
  boolean moved(Sealed sealed, int kvVersion, int keyVersion);

  /**
   * Takes the looks at tenants' keys that are due, by the database's clock: nobody else does for
   * the time of the lease.
   *
   * @param first until the first look at a new tenant
   */
  List<TenantId> due(int limit, Duration lease, Duration first);

  /** The look is over: what is left under older versions is counted, and the next one is due. */
  void looked(TenantId tenant, int newestKeyVersion, Duration again);

  /** Grants of all tenants whose set was under an older version when it was looked at last. */
  long underOlderKeys();

  /** A sealed token set. */
  record Sealed(TokenLocation location, int kvVersion) {}
}
