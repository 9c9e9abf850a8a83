package io.evergrant.usecase.port;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.tenant.ConsentLinkId;
import java.util.Optional;

/**
 * Finds a link whose tenant is not known yet. Crosses tenants: a listed function. Nothing of what
 * is found may be told before the secret that came with the id was checked.
 */
public interface ConsentLinkLookup {
  Optional<ConsentLink> find(ConsentLinkId id);
}
