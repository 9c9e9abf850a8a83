package io.evergrant.usecase.access;

import io.evergrant.usecase.port.Grants.Standing;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** After a failure the provider is left alone until the timer's next try. */
final class Rests {
  private Rests() {}

  static Optional<Instant> until(Standing standing) {
    var due = standing.dueAt();
    var failed = !Objects.equals(standing.lastOutcomeAt(), standing.lastSuccessAt());
    return failed && !standing.underWay() && due != null && due.isAfter(standing.now())
        ? Optional.of(due)
        : Optional.empty();
  }
}
