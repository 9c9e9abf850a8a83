package io.evergrant.usecase.access;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants;

/** A key for one provider finds the grants of that one alone. */
final class Reach {
  private Reach() {}

  static boolean has(Grants grants, ApiKey key, TenantId tenant, GrantId id) {
    return grants
        .standing(tenant, id)
        .filter(standing -> key.reaches(standing.provider()))
        .isPresent();
  }
}
