package io.evergrant.usecase.port;

import io.evergrant.domain.overview.Overview;
import io.evergrant.domain.tenant.TenantId;
import java.time.ZoneId;

/** All grants of a tenant at once. */
public interface Overviews {
  /**
   * As it is now.
   *
   * @param zone of whose days a month is made
   */
  Overview read(TenantId tenant, ZoneId zone);
}
