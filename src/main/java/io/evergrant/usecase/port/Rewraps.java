package io.evergrant.usecase.port;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
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

  /** A sealed token set. */
  record Sealed(TokenLocation location, int kvVersion) {}
}
