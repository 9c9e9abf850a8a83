package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.Presentation;
import io.evergrant.domain.tenant.TenantId;

/** How an organisation shows itself to its customers. */
public interface Presentations {
  Presentation find(TenantId tenant);

  /**
   * Changes colour and return addresses; the name is the operator's.
   *
   * @return false, with nothing changed, where they are not any more what was seen
   */
  boolean save(TenantId tenant, Presentation seen, Presentation presentation);
}
