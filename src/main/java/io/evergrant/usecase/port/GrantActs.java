package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;

/** What somebody does to one grant, by its rules, with its event. */
public interface GrantActs {
  /**
   * Makes the grant due at once: the timer takes it up like any other, with the same outcomes, and
   * the attempt is logged as what {@code by} asked for. That it was asked for in vain is logged
   * too.
   */
  Ending refreshNow(Steward by, GrantId id);

  Ending pause(Steward by, GrantId id);

  Ending resume(Steward by, GrantId id);

  /** What became of it. Of a pause or a resumption the log tells the first alone. */
  enum Ending {
    DONE,
    /** The grant is not in a state from which that leads anywhere: nothing was changed. */
    NOT_IN_THAT_STATE,
    NOT_THERE
  }
}
