package io.evergrant.domain.grant;

import io.evergrant.domain.provider.RefreshPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a grant ends unless something is done, and what would move that.
 *
 * @param limit the span that was declared; null where the provider told the moment itself
 */
public record Deadline(Kind kind, Instant at, @Nullable Duration limit, Moves moves) {
  /** Where it comes from. */
  public enum Kind {
    /** The provider told it with the token. */
    REPORTED,
    /** Its refresh token is not used for so long. */
    IDLE,
    /** So long after the consent, however it was used. */
    ABSOLUTE,
    /** A rule of ours for tokens that never change: so long after the consent. */
    RENEWAL
  }

  /** Whether a refresh moves it. */
  public enum Moves {
    WITH_A_REFRESH,
    NEVER,
    /** No refresh was seen since the consent. */
    NOT_SEEN
  }

  /** Those that are known of a grant, the earliest first. */
  public static List<Deadline> of(Grant grant, RefreshPolicy policy) {
    var found = new ArrayList<Deadline>();
    var reported = grant.refreshExpiresAt();
    if (reported != null) {
      found.add(new Deadline(Kind.REPORTED, reported, null, moves(grant.refreshEndSlides())));
    }
    var idle = policy.idleLimit();
    if (idle != null) {
      var success = grant.lastSuccessAt();
      var alive = success == null ? grant.consentedAt() : success;
      found.add(new Deadline(Kind.IDLE, alive.plus(idle), idle, Moves.WITH_A_REFRESH));
    }
    var absolute = policy.absoluteLimit();
    if (absolute != null) {
      found.add(
          new Deadline(Kind.ABSOLUTE, grant.consentedAt().plus(absolute), absolute, Moves.NEVER));
    }
    var renewal = renewedAfter(policy, grant.rotation());
    if (renewal != null) {
      found.add(
          new Deadline(Kind.RENEWAL, grant.consentedAt().plus(renewal), renewal, Moves.NEVER));
    }
    found.sort(Comparator.comparing(Deadline::at));
    return List.copyOf(found);
  }

  /**
   * P10: how long after a consent the next one is needed, by the provider's rule for tokens that
   * never change; null where there is none, or the token was not seen to be one.
   */
  public static @Nullable Duration renewedAfter(RefreshPolicy policy, Rotation rotation) {
    return rotation == Rotation.NEVER ? policy.guard().consentLife() : null;
  }

  private static Moves moves(@Nullable Boolean slides) {
    if (slides == null) {
      return Moves.NOT_SEEN;
    }
    return slides ? Moves.WITH_A_REFRESH : Moves.NEVER;
  }
}
