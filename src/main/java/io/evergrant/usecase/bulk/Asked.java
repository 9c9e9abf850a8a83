package io.evergrant.usecase.bulk;

import io.evergrant.domain.bulk.BulkAct;

/** What came of a wish. */
public sealed interface Asked {
  /** It runs, or waits for a second admin: its state tells. */
  record Done(BulkAct act) implements Asked {}

  /** It would not hit what was looked at before: nothing was done. */
  record Changed() implements Asked {}

  /** It is for good, and nobody says to have looked whom it hits: nothing was done. */
  record NotLookedAt() implements Asked {}

  /** As many as may be are under way. */
  record TooMany(int underWay) implements Asked {}
}
