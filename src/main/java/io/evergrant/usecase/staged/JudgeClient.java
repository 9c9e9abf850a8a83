package io.evergrant.usecase.staged;

import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.Classifier;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.staged.ClientEnding;
import io.evergrant.domain.staged.StageEnding;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the answer to a request with an invented token says of the client, by the very judgement
 * that a refresh's answer gets.
 */
final class JudgeClient {
  private JudgeClient() {}

  /**
   * @param byFormer asked only where the newest proof is refused
   */
  static StageEnding of(
      Provider provider, TokenAnswer answer, Supplier<Optional<TokenAnswer>> byFormer) {
    return switch (Classifier.classify(answer)) {
      case Classification.Issued issued -> new ClientEnding.TookAnything();
      case Classification.GrantRefused refused ->
          provider.clientAuthentication() == ClientAuthentication.NONE
              ? new ClientEnding.PublicClient(refused.error())
              : new ClientEnding.ClientKnown(refused.error());
      case Classification.ClientRefused refused ->
          byFormer.get().filter(JudgeClient::knowsClient).isPresent()
              ? new ClientEnding.OnlyFormerSecret(refused.error())
              : new ClientEnding.ClientRefused(refused.error(), said(answer));
      case Classification.Ambiguous unclear ->
          new ClientEnding.AnswerUnclear(unclear.error(), said(answer));
      case Classification.NothingDone nothing -> nothingDone(nothing.cause());
      case Classification.Uncertain uncertain -> uncertain(provider, uncertain.cause());
    };
  }

  private static boolean knowsClient(TokenAnswer answer) {
    return Classifier.classify(answer) instanceof Classification.GrantRefused;
  }

  private static StageEnding nothingDone(DeferCause cause) {
    return switch (cause) {
      case SECRET_UNREADABLE -> new ClientEnding.NoProof();
      case RATE_LIMITED, UNAVAILABLE, TEMPORARILY_UNAVAILABLE ->
          new ClientEnding.ProviderBusy(code(cause));
      case NO_CONNECTION,
          DNS,
          TLS,
          ADDRESS_REFUSED,
          LEASE_ENDED,
          CLIENT_DOUBTED,
          STORES_CLOSED,
          REFUSAL_UNCHECKED,
          PROVIDER_RESTS,
          DOUBT_SETTLES ->
          new ClientEnding.NotReached(code(cause));
    };
  }

  private static StageEnding uncertain(Provider provider, UnknownCause cause) {
    return switch (cause) {
      case TIMEOUT -> new ClientEnding.NoAnswerInTime(provider.policy().deadline());
      case RESET, CUT, TOO_LARGE, GATEWAY, UNREADABLE, REDIRECT, CRASHED_IN_FLIGHT ->
          new ClientEnding.NoTokenEndpoint(code(cause));
    };
  }

  private static String said(TokenAnswer answer) {
    var words = ProviderSaid.of(answer).errorDescription();
    return words == null ? "" : words;
  }

  private static String code(Enum<?> cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }
}
