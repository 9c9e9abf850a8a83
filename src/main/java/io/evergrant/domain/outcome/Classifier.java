package io.evergrant.domain.outcome;

import io.evergrant.domain.outcome.Classification.Ambiguous;
import io.evergrant.domain.outcome.Classification.ClientRefused;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.GrantRefused;
import io.evergrant.domain.outcome.Classification.Issued;
import io.evergrant.domain.outcome.Classification.NothingDone;
import io.evergrant.domain.outcome.Classification.Uncertain;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.TokenAnswer.Answered;
import io.evergrant.domain.outcome.TokenAnswer.NeverSent;
import io.evergrant.domain.outcome.TokenAnswer.NoAnswer;
import java.util.Locale;
import java.util.Set;

/**
 * Judges the answer of a token endpoint. RFC 6749 section 5.2 says how it should look; providers
 * answer errors with 200, 401 and 403 too, so the {@code error} counts more than the status.
 */
public final class Classifier {
  /** Different providers' names for «this refresh token is no longer good». */
  private static final Set<String> GRANT =
      Set.of(
          "invalid_grant",
          "invalid_refresh_token",
          "bad_refresh_token",
          "invalid_code",
          "bad_verification_code",
          "token_expired",
          "token_revoked",
          "expired_token",
          "interaction_required",
          "consent_required",
          "login_required");

  private static final Set<String> CLIENT =
      Set.of(
          "invalid_client",
          "deleted_client",
          "disabled_client",
          "incorrect_client_credentials",
          "invalid_client_id",
          "bad_client_secret");

  private static final Set<String> BUSY =
      Set.of(
          "slow_down", "ratelimited", "rate_limited", "rate_limit_exceeded", "too_many_requests");

  /** The provider's own trouble, whatever the status: it may have happened after the rotation. */
  private static final Set<String> TROUBLE =
      Set.of(
          "server_error",
          "internal_error",
          "internal_server_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout");

  /** What is said of a refresh token that is no longer good. */
  private static final Set<String> DEAD =
      Set.of(
          "invalid", "expired", "revoked", "not valid", "unknown", "not found", "already", "old ");

  private Classifier() {}

  public static Classification classify(TokenAnswer answer) {
    return switch (answer) {
      case NeverSent never -> new NothingDone(DeferCause.of(never.cause()), null);
      case NoAnswer lost -> new Uncertain(UnknownCause.of(lost.cause()));
      case Answered answered -> judge(answered);
    };
  }

  private static Classification judge(Answered answer) {
    var tokens = answer.tokens();
    if (tokens != null && answer.error() == null && answer.status() < 300) {
      return new Issued(tokens);
    }
    if (tokens != null && tokens.refreshToken() != null) {
      // A readable new refresh token is kept whatever stands around it: the old one may be dead.
      return new Issued(tokens);
    }
    var error = answer.error();
    return error == null ? judgeStatus(answer) : judgeError(answer, error);
  }

  private static Classification judgeError(Answered answer, String said) {
    var error = said.toLowerCase(Locale.ROOT);
    if (GRANT.contains(error)) {
      return new GrantRefused(said);
    }
    if (CLIENT.contains(error) || error.startsWith("invalid_client")) {
      return new ClientRefused(said);
    }
    if (error.equals("temporarily_unavailable")) {
      return new NothingDone(DeferCause.TEMPORARILY_UNAVAILABLE, answer.retryAfter());
    }
    if (answer.status() == 429 || BUSY.contains(error)) {
      return new NothingDone(DeferCause.RATE_LIMITED, answer.retryAfter());
    }
    if (answer.status() >= 500) {
      return judgeStatus(answer);
    }
    if (TROUBLE.contains(error)) {
      return new Uncertain(UnknownCause.GATEWAY);
    }
    // unauthorized_client, access_denied, invalid_request, …: the words decide, if they do
    return callsTokenDead(answer) ? new GrantRefused(said) : new Ambiguous(said);
  }

  /** Many providers have no code for it, or a code for anything, and say it in words. */
  private static boolean callsTokenDead(Answered answer) {
    var words = answer.errorDescription();
    if (words == null) {
      return false;
    }
    var text = words.toLowerCase(Locale.ROOT).replace('_', ' ');
    return (text.contains("refresh token") || text.contains("refreshtoken"))
        && DEAD.stream().anyMatch(text::contains);
  }

  private static Classification judgeStatus(Answered answer) {
    var status = answer.status();
    if (status == 429) {
      return new NothingDone(DeferCause.RATE_LIMITED, answer.retryAfter());
    }
    if (status == 503 && answer.retryAfter() != null) {
      return new NothingDone(DeferCause.UNAVAILABLE, answer.retryAfter());
    }
    if (status == 408) {
      return new Uncertain(UnknownCause.TIMEOUT);
    }
    if (status >= 400 && status < 500 && callsTokenDead(answer)) {
      return new GrantRefused("http_" + status);
    }
    if (status == 401) {
      // Without any error it is the grant, until the provider's other grants get it too.
      return new Ambiguous("http_401");
    }
    if (status >= 300 && status < 400) {
      return new Uncertain(UnknownCause.REDIRECT);
    }
    if (status >= 500) {
      return new Uncertain(UnknownCause.GATEWAY);
    }
    if (status >= 400) {
      return new Ambiguous("http_" + status);
    }
    return new Uncertain(UnknownCause.UNREADABLE);
  }
}
