package io.evergrant.domain.grant;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to refresh one grant until its lease ends, and the durable intent that goes with it.
 *
 * @param claimedAt the database's clock at the claim; all times of the attempt count from it
 * @param kvVersion version of the token set at {@code location} when the row was last written
 * @param fingerprint of the refresh token in that version
 * @param refreshes how many refreshes of this grant succeeded before
 * @param rotations in how many of those the refresh token changed
 * @param failures attempts in a row that did not succeed
 * @param inDoubt an attempt before ended unknown and nothing definite came since: this is a replay
 * @param by who asked for it; null where it was due, or its owner is not known any more
 * @param replayOf the attempt whose answer was lost, where this one sends the same token again
 */
public record Claim(
    TenantId tenant,
    GrantId grant,
    AttemptId attempt,
    ProviderId provider,
    Trigger trigger,
    Fence fence,
    TokenLocation location,
    int kvVersion,
    Fingerprint fingerprint,
    Instant claimedAt,
    long refreshes,
    long rotations,
    int failures,
    boolean inDoubt,
    @Nullable Actor by,
    @Nullable AttemptId replayOf) {

  /** The same claim, known to send what an earlier attempt may have spent. */
  public Claim replaying(@Nullable AttemptId earlier) {
    return with(by, earlier);
  }

  /** The same claim, known to be {@code actor}'s wish. */
  public Claim askedBy(Actor actor) {
    return with(actor, replayOf);
  }

  private Claim with(@Nullable Actor by, @Nullable AttemptId replayOf) {
    return new Claim(
        tenant,
        grant,
        attempt,
        provider,
        trigger,
        fence,
        location,
        kvVersion,
        fingerprint,
        claimedAt,
        refreshes,
        rotations,
        failures,
        inDoubt,
        by,
        replayOf);
  }
}
