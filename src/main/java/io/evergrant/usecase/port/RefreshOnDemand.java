package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.Grants.Standing;
import java.time.Duration;

/** A refresh that somebody waits for. */
public interface RefreshOnDemand {
  /**
   * Starts a refresh of the grant, or joins the one that is under way, here or on another node, and
   * waits for its end. Going away, or waiting in vain, cancels nothing and starts no second one.
   *
   * @param seen the grant as the caller saw it: a refresh that ended since then is the one that it
   *     asks for, and no other is begun
   * @param patience how long to wait at most
   * @return what the wait came to; what the refresh came to stands in the grant's row
   */
  Waited await(Standing seen, Actor actor, Duration patience);

  /** How a wait ended. */
  enum Waited {
    /** A refresh ended after the caller looked. */
    OVER,
    /** It goes on without the caller. */
    STILL_UNDER_WAY,
    /** None could begin: the stores do not write, or the grant or its provider rests. */
    NOT_STARTED
  }
}
