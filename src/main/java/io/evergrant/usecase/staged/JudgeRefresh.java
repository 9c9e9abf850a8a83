package io.evergrant.usecase.staged;

import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.staged.RefreshEnding;
import io.evergrant.domain.staged.StageEnding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the refresh that a test asked for. Pure. */
final class JudgeRefresh {
  private JudgeRefresh() {}

  /** The first attempt that ended since then; empty where none did. */
  static Optional<StageEnding> of(List<AttemptLine> attempts, Instant since) {
    return attempts.stream()
        .filter(attempt -> ended(attempt, since))
        .map(JudgeRefresh::of)
        .reduce((newer, older) -> older);
  }

  private static boolean ended(AttemptLine attempt, Instant since) {
    var at = attempt.endedAt();
    return at != null && !at.isBefore(since);
  }

  private static StageEnding of(AttemptLine attempt) {
    var outcome = String.valueOf(attempt.outcome());
    var cause = text(attempt.cause());
    var said = attempt.said();
    return switch (outcome) {
      case "renewed" ->
          cause.equals("rotated")
              ? new RefreshEnding.Rotated(millis(said))
              : new RefreshEnding.SameToken(millis(said));
      case "consent_lost", "provider_refused" ->
          new RefreshEnding.NotRefreshed(outcome, cause, words(said));
      default -> new RefreshEnding.NoResult(outcome, cause, words(said));
    };
  }

  private static long millis(@Nullable ProviderSaid said) {
    return said == null ? 0 : said.latency().toMillis();
  }

  private static String words(@Nullable ProviderSaid said) {
    if (said == null) {
      return "";
    }
    return (text(said.error()) + " " + text(said.errorDescription())).strip();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
