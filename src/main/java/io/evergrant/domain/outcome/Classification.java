package io.evergrant.domain.outcome;

import io.evergrant.domain.outcome.TokenAnswer.LossCause;
import io.evergrant.domain.outcome.TokenAnswer.NotSentCause;
import io.evergrant.domain.secret.IssuedTokens;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an answer of a token endpoint means for the grant that was asked for. */
public sealed interface Classification {
  /** Tokens were issued. */
  record Issued(IssuedTokens tokens) implements Classification {}

  /**
   * The provider calls the grant dead (RFC 6749 section 5.2, {@code invalid_grant} and its kin).
   */
  record GrantRefused(String error) implements Classification {}

  /** The provider refuses the client itself: no grant is at fault. */
  record ClientRefused(String error) implements Classification {}

  /**
   * Says either of the two above, as {@code unauthorized_client} for a dead token: believed of the
   * client only when a second grant agrees.
   */
  record Ambiguous(String error) implements Classification {}

  /** The provider provably did nothing: it may be asked again. */
  record NothingDone(DeferCause cause, @Nullable Duration retryAfter) implements Classification {}

  /** The provider may have spent the token; the answer does not tell. */
  record Uncertain(UnknownCause cause) implements Classification {}

  /** Why nothing was done. */
  enum DeferCause {
    NO_CONNECTION,
    DNS,
    TLS,
    ADDRESS_REFUSED,
    LEASE_ENDED,
    RATE_LIMITED,
    UNAVAILABLE,
    TEMPORARILY_UNAVAILABLE,
    /** An error that may be the client's fault; a second grant decides. */
    CLIENT_DOUBTED,
    /** Our own stores were not seen to write: nothing was asked. */
    STORES_CLOSED,
    /** The client's secret, or its key, was not to be had from our own store: nothing was asked. */
    SECRET_UNREADABLE,
    /** The provider calls the grant dead, and Vault did not tell whether that was only a race. */
    REFUSAL_UNCHECKED,
    /** The provider fails, and another grant is the one that tries. */
    PROVIDER_RESTS,
    /** An answer was lost, and the provider is asked about the token only after a while. */
    DOUBT_SETTLES;

    static DeferCause of(NotSentCause cause) {
      return switch (cause) {
        case DNS -> DNS;
        case CONNECT -> NO_CONNECTION;
        case TLS -> TLS;
        case ADDRESS_REFUSED -> ADDRESS_REFUSED;
        case LEASE_ENDED -> LEASE_ENDED;
        case CLIENT_UNPROVED -> SECRET_UNREADABLE;
      };
    }
  }

  /** Why the outcome is not known. */
  enum UnknownCause {
    TIMEOUT,
    RESET,
    CUT,
    TOO_LARGE,
    GATEWAY,
    UNREADABLE,
    REDIRECT,
    /** A node died, or lost its lease, between sending and storing. */
    CRASHED_IN_FLIGHT;

    static UnknownCause of(LossCause cause) {
      return switch (cause) {
        case TIMEOUT -> TIMEOUT;
        case RESET -> RESET;
        case CUT -> CUT;
        case TOO_LARGE -> TOO_LARGE;
      };
    }
  }
}
