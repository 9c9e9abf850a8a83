package io.evergrant.portal.handover;

import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.sealing.HandOver.State;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.handover.HandOverToken;
import io.evergrant.usecase.overview.ReadGrants;
import java.time.Instant;
import java.util.Locale;

/**
 * A hand-over as pages show it.
 *
 * @param state code of {@link State}
 * @param tone colour class and picture of the state
 * @param account label of the grant's account
 * @param code of the receiver's key
 * @param own whether whoever looks asked for it
 */
public record HandOverView(
    HandOver handOver, String state, String tone, String account, String code, boolean own) {
  static HandOverView of(
      HandOver handOver,
      Instant now,
      SignedInMember me,
      ReadGrants grants,
      HandOverToken handOvers) {
    var state = handOver.state(now);
    return new HandOverView(
        handOver,
        state.name().toLowerCase(Locale.ROOT),
        tone(state),
        grants.find(me.member(), handOver.grant()).map(found -> found.grant().account()).orElse(""),
        handOvers.code(handOver),
        handOver.askedBy().equals(me.member().id()));
  }

  private static String tone(State state) {
    return switch (state) {
      case ASKED -> "warn";
      case APPROVED -> "wait";
      case HANDED_OVER -> "bad";
      case REFUSED, ENDED -> "idle";
    };
  }

  public boolean isOpen() {
    return state.equals("asked");
  }
}
