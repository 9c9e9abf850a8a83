package io.evergrant.domain.staged;

import static io.evergrant.domain.staged.StageVerdict.DOUBTFUL;
import static io.evergrant.domain.staged.StageVerdict.FAILED;
import static io.evergrant.domain.staged.StageVerdict.PASSED;

import java.time.Duration;
import java.util.List;

/**
 * What the token endpoint said to a request with an invented refresh token: whoever knows the
 * client refuses the token, whoever does not refuses the client (RFC 6749 section 5.2).
 */
public sealed interface ClientEnding extends StageEnding {
  record ClientKnown(String error) implements ClientEnding {}

  /** It refuses the token, and the client proves nothing. */
  record PublicClient(String error) implements ClientEnding {}

  /**
   * It does not know the client.
   *
   * @param said the provider's own words; empty where it has none
   */
  record ClientRefused(String error, String said) implements ClientEnding {}

  /** It knows the client by the secret that was replaced alone. */
  record OnlyFormerSecret(String error) implements ClientEnding {}

  /** Neither of the two, in words that tell nothing. */
  record AnswerUnclear(String error, String said) implements ClientEnding {}

  /** It gave tokens for an invented one. */
  record TookAnything() implements ClientEnding {}

  /** It serves, and not now. */
  record ProviderBusy(String cause) implements ClientEnding {}

  /** There is no secret, or no key, or the vault did not give it. */
  record NoProof() implements ClientEnding {}

  record NotReached(String cause) implements ClientEnding {}

  record NoAnswerInTime(Duration waited) implements ClientEnding {}

  /** What answers there answers as no token endpoint does. */
  record NoTokenEndpoint(String cause) implements ClientEnding {}

  @Override
  default StageVerdict verdict() {
    return switch (this) {
      case ClientKnown c -> PASSED;
      case PublicClient p -> PASSED;
      case ClientRefused c -> FAILED;
      case OnlyFormerSecret o -> FAILED;
      case AnswerUnclear a -> DOUBTFUL;
      case TookAnything t -> DOUBTFUL;
      case ProviderBusy p -> DOUBTFUL;
      case NoProof n -> FAILED;
      case NotReached n -> FAILED;
      case NoAnswerInTime n -> FAILED;
      case NoTokenEndpoint n -> FAILED;
    };
  }

  @Override
  default List<String> facts() {
    return switch (this) {
      case ClientKnown c -> List.of(c.error());
      case PublicClient p -> List.of(p.error());
      case ClientRefused c -> List.of(c.error(), c.said());
      case OnlyFormerSecret o -> List.of(o.error());
      case AnswerUnclear a -> List.of(a.error(), a.said());
      case TookAnything t -> List.of();
      case ProviderBusy p -> List.of(p.cause());
      case NoProof n -> List.of();
      case NotReached n -> List.of(n.cause());
      case NoAnswerInTime n -> List.of(Long.toString(n.waited().toSeconds()));
      case NoTokenEndpoint n -> List.of(n.cause());
    };
  }
}
