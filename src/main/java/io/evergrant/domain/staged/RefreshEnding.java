package io.evergrant.domain.staged;

import static io.evergrant.domain.staged.StageVerdict.DOUBTFUL;
import static io.evergrant.domain.staged.StageVerdict.FAILED;
import static io.evergrant.domain.staged.StageVerdict.NOT_DONE;
import static io.evergrant.domain.staged.StageVerdict.PASSED;

import java.util.List;

/** What became of refreshing the test account's grant. */
public sealed interface RefreshEnding extends StageEnding {
  /** With another refresh token. */
  record Rotated(long millis) implements RefreshEnding {}

  /** With the same refresh token. */
  record SameToken(long millis) implements RefreshEnding {}

  /**
   * The provider refused.
   *
   * @param outcome code of the attempt's outcome, {@code cause} what specifies it
   * @param said the provider's own words; empty where it has none
   */
  record NotRefreshed(String outcome, String cause, String said) implements RefreshEnding {}

  /** It ended otherwise, and may be tried again. */
  record NoResult(String outcome, String cause, String said) implements RefreshEnding {}

  /** It was due for so long, and nothing came of it. */
  record NotInTime(long seconds) implements RefreshEnding {}

  /** The grant was paused, revoked or deleted meanwhile. */
  record GrantGone() implements RefreshEnding {}

  @Override
  default StageVerdict verdict() {
    return switch (this) {
      case Rotated r -> PASSED;
      case SameToken s -> PASSED;
      case NotRefreshed n -> FAILED;
      case NoResult n -> DOUBTFUL;
      case NotInTime n -> FAILED;
      case GrantGone g -> NOT_DONE;
    };
  }

  @Override
  default List<String> facts() {
    return switch (this) {
      case Rotated r -> List.of(Long.toString(r.millis()));
      case SameToken s -> List.of(Long.toString(s.millis()));
      case NotRefreshed n -> List.of(n.outcome(), n.cause(), n.said());
      case NoResult n -> List.of(n.outcome(), n.cause(), n.said());
      case NotInTime n -> List.of(Long.toString(n.seconds()));
      case GrantGone g -> List.of();
    };
  }
}
