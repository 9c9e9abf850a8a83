package io.evergrant.domain.sealing;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wish to have a grant's refresh token, and what became of it. No token is here.
 *
 * @param asker the member's address, as {@code decider} is
 * @param publicKey that the receiver's page made: DER of a SubjectPublicKeyInfo, in Base64
 * @param endsAt until when it can be decided and fetched
 * @param decider null while nobody decided
 * @param approved whether the second person agreed
 * @param handedOverAt null while the token did not leave
 */
public record HandOver(
    HandOverId id,
    TenantId tenant,
    GrantId grant,
    MemberId askedBy,
    String asker,
    String reason,
    String publicKey,
    Instant askedAt,
    Instant endsAt,
    @Nullable String decider,
    boolean approved,
    @Nullable Instant handedOverAt) {

  /** How it stands. */
  public State state(Instant now) {
    if (handedOverAt != null) {
      return State.HANDED_OVER;
    }
    if (decider != null && !approved) {
      return State.REFUSED;
    }
    if (!endsAt.isAfter(now)) {
      return State.ENDED;
    }
    return approved ? State.APPROVED : State.ASKED;
  }

  /** From the wish to one of its ends. */
  public enum State {
    ASKED,
    APPROVED,
    REFUSED,
    HANDED_OVER,
    /** Its time is over, and the token did not leave. */
    ENDED
  }
}
