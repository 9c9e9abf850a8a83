package io.evergrant.adapter.oauth;

import io.evergrant.adapter.http.Got;
import io.evergrant.adapter.http.RetryAfter;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.outcome.TokenAnswer.Answered;
import io.evergrant.domain.outcome.TokenAnswer.BodyKind;
import io.evergrant.domain.outcome.TokenAnswer.LossCause;
import io.evergrant.domain.outcome.TokenAnswer.NeverSent;
import io.evergrant.domain.outcome.TokenAnswer.NoAnswer;
import io.evergrant.domain.outcome.TokenAnswer.NotSentCause;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.IdToken;
import io.evergrant.domain.secret.IssuedTokens;
import io.evergrant.domain.secret.RefreshToken;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of token endpoints as providers really give them: JSON under any content type,
 * forms, numbers as text, errors inside objects, errors with 200.
 */
final class AnswerReader {
  private final InstantSource clock;

  AnswerReader(InstantSource clock) {
    this.clock = clock;
  }

  TokenAnswer read(Got got, Redaction redaction) {
    return switch (got) {
      case Got.NotSent not -> new NeverSent(cause(not.cause()), not.latency());
      case Got.Lost lost -> new NoAnswer(cause(lost.cause()), lost.latency());
      case Got.Received received -> read(received, redaction);
    };
  }

  private Answered read(Got.Received received, Redaction redaction) {
    var text = received.body().text();
    var now = received.headers().sentAt(clock);
    var fields = Fields.read(text);
    var kind =
        fields == null ? text.isBlank() ? BodyKind.EMPTY : BodyKind.UNREADABLE : fields.kind();
    var error = fields == null ? null : redaction.clean(fields.error());
    var words = fields == null ? null : redaction.clean(fields.errorDescription());
    return new Answered(
        received.status(),
        kind,
        fields == null ? null : tokens(fields.withTokens(), redaction, now),
        error,
        words,
        RetryAfter.of(received.headers(), clock),
        received.latency());
  }

  private static @Nullable IssuedTokens tokens(Fields fields, Redaction redaction, Instant now) {
    var access = fields.text("access_token");
    var refresh = fields.text("refresh_token");
    // an answer that merely repeats what was sent issued nothing
    if (access == null && (refresh == null || redaction.knows(refresh))) {
      return null;
    }
    var expiresIn = fields.seconds("expires_in");
    var refreshExpiresIn =
        fields.seconds(
            "refresh_token_expires_in", "refresh_expires_in", "x_refresh_token_expires_in");
    var id = fields.text("id_token");
    return new IssuedTokens(
        access == null ? null : new AccessToken(access),
        refresh == null ? null : new RefreshToken(refresh),
        id == null ? null : new IdToken(id, now),
        fields.text("token_type"),
        fields.scope(),
        expiresIn == null ? fields.until("expires_at", now) : expiresIn,
        refreshExpiresIn == null
            ? fields.until("refresh_token_expires_at", now)
            : refreshExpiresIn);
  }

  private static NotSentCause cause(Got.NotSentCause cause) {
    return switch (cause) {
      case SCHEME, ADDRESS_REFUSED -> NotSentCause.ADDRESS_REFUSED;
      case DNS -> NotSentCause.DNS;
      case CONNECT -> NotSentCause.CONNECT;
      case TLS -> NotSentCause.TLS;
    };
  }

  private static LossCause cause(Got.LostCause cause) {
    return switch (cause) {
      case TIMEOUT -> LossCause.TIMEOUT;
      case RESET -> LossCause.RESET;
      case CUT -> LossCause.CUT;
      case TOO_LARGE -> LossCause.TOO_LARGE;
    };
  }
}
