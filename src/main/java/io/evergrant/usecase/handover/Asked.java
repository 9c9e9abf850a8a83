package io.evergrant.usecase.handover;

import io.evergrant.domain.sealing.HandOver;

/** What came of a wish. */
public sealed interface Asked {
  /**
   * It waits for a second admin.
   *
   * @param code by which both can tell that it is the same key
   * @param context what the token will be sealed with, as additional data
   */
  record Done(HandOver handOver, String code, String context) implements Asked {}

  /** The organisation does not allow hand-overs. */
  record Off() implements Asked {}

  record NoSuchGrant() implements Asked {}

  /** The rules of the grant's provider let no refresh token leave. */
  record ProviderRefuses() implements Asked {}

  /** The grant has no refresh token that works. */
  record NotUsable() implements Asked {}

  /** There is none, or it is longer than {@code longest}. */
  record ReasonUnfit(int longest) implements Asked {}

  /** It is no RSA key of the size that is taken. */
  record KeyUnfit() implements Asked {}
}
