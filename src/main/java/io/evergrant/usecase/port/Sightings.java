package io.evergrant.usecase.port;

import io.evergrant.domain.observed.Sighting;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;

/** What grants show of their provider. */
public interface Sightings {
  /**
   * Of those grants whose consents are the newest. One that was imported and not tried has none.
   */
  List<Sighting> of(TenantId tenant, ProviderId provider, int limit);
}
