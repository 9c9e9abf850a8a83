package io.evergrant.usecase.handover;

import java.util.Locale;

/** What the receiver's page gets. */
public sealed interface Collected {
  /** The refresh token, for the one key that can open it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sealed(byte[] bytes) implements Collected {
    @Override
    public String toString() {
      return "Sealed[" + bytes.length + " bytes]";
    }
  }

  /** Nothing left. */
  record Not(Why why) implements Collected {}

  /** Why nothing left. */
  enum Why {
    /** The organisation does not allow hand-overs any more. */
    OFF,
    /** The rules of the grant's provider let no refresh token leave any more. */
    PROVIDER_REFUSES,
    /**
     * It is not approved, was fetched before, has ended, is another's or another session's, or is
     * none.
     */
    NOT_GOOD,
    /** A refresh is under way, which would spend the token: ask again. */
    BUSY,
    /** The grant has no refresh token that works, by now. */
    NOT_USABLE;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
