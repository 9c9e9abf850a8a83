package io.evergrant.usecase.refresh;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.usecase.port.GrantRevocations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * An admin, or a back end, ends a grant. The row says so first: from then on nothing is claimed of
 * it, and what is in flight ends without changing that. Its tokens, a late set included, are given
 * back to the provider (RFC 7009) and destroyed when no attempt is open any more: at once, or by
 * the sweeper.
 */
@Singleton
public class RevokeGrant implements GrantRevocations {
  private final RecordSweep record;
  private final SweepEnded sweep;

  @Inject
  public RevokeGrant(RecordSweep record, SweepEnded sweep) {
    this.record = record;
    this.sweep = sweep;
  }

  /** Uses the network: no transaction here. False where it was revoked before, or is not there. */
  public boolean revoke(Steward by, GrantId id) {
    if (!end(by, id)) {
      return false;
    }
    giveBack(by, id);
    return true;
  }

  @Override
  public boolean end(Steward by, GrantId id) {
    return record.revoked(by, id);
  }

  @Override
  public void giveBack(Steward by, GrantId id) {
    sweep.run(by.tenant(), id);
  }

  @Override
  public Optional<Revocation> find(Steward by, GrantId id) {
    return record.revocation(by, id);
  }
}
