package io.evergrant.usecase.port;

import io.evergrant.domain.overview.Overview;
import io.evergrant.domain.tenant.TenantId;

/** All grants of a tenant at once. */
public interface Overviews {
  Overview read(TenantId tenant);
}
