package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Revocation;
import java.util.Optional;

/** How one grant is ended, in the two steps of it. */
public interface GrantRevocations {
  /**
   * The row says so, with its event: from then on nothing is claimed of it. False where it was
   * revoked before, or is not there.
   */
  boolean end(Steward by, GrantId id);

  /**
   * Gives its tokens back to the provider and destroys them, if no attempt is open; what cannot be
   * done now is done by a later round of the sweeper. Uses the network: no transaction here.
   */
  void giveBack(Steward by, GrantId id);

  /** What became of it; empty where the grant is not revoked, or not theirs. */
  Optional<Revocation> find(Steward by, GrantId id);
}
