package io.evergrant.usecase.port;

import io.evergrant.domain.observed.Sighting;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;

/** What grants show of their provider. */
public interface Sightings {
  /**
   * Of those grants whose consents are the newest. One that was imported and not tried has none.
   */
  List<Sighting> of(TenantId tenant, ProviderId provider, int limit);

  /** So many of each provider; one without any is absent. */
  Map<ProviderId, List<Sighting>> ofEach(TenantId tenant, int limit);
}
