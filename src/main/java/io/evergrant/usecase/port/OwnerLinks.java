package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import java.util.Optional;

/** Consent links for those who own accounts. */
public interface OwnerLinks {
  /**
   * A link to authorise this grant again: the one that is open already, if there is one that lasts.
   * Empty where the grant is not there.
   */
  Optional<ConsentLink> again(Steward by, GrantId grant);
}
