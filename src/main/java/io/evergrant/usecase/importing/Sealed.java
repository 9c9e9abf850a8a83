package io.evergrant.usecase.importing;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import java.time.Duration;
import java.time.Instant;

/**
 * A row on its way into Vault.
 *
 * @param attempt that the sealed entry names
 * @param dueIn when its first refresh is due, from now
 * @param now when it set out
 */
record Sealed(
    Planned planned, AttemptId attempt, TokenLocation location, Duration dueIn, Instant now) {
  GrantId grant() {
    return location.grant();
  }

  RowTaken taken() {
    var result = planned.grant() == null ? RowTaken.Result.IMPORTED : RowTaken.Result.REPLACED;
    return new RowTaken(
        planned.row().row(), planned.row().externalId(), grant(), result, now.plus(dueIn));
  }

  RowProblem refused(Fault fault) {
    return new RowProblem(planned.row().row(), null, fault, null);
  }
}
