package io.evergrant.domain.overview;

import io.evergrant.domain.grant.GrantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What needs a person, one line and one act each. The order of the records is their rank: what
 * costs grants now comes before what costs them later.
 */
public sealed interface Problem {
  /** At which provider. */
  Pulse at();

  /** How many grants it concerns. */
  long grants();

  @Nullable Instant since();

  /** The provider refuses the client: nothing of it is refreshed until its secret is replaced. */
  record ClientRefused(Pulse at, long grants, Instant since) implements Problem {}

  /**
   * Owners have to authorise again.
   *
   * @param one any of the grants
   */
  record ConsentLost(
      Pulse at, @Nullable String cause, long grants, @Nullable Instant since, @Nullable GrantId one)
      implements Problem {}

  /** Somebody has to decide about a token that may be spent. */
  record InDoubt(
      Pulse at, @Nullable String cause, long grants, @Nullable Instant since, @Nullable GrantId one)
      implements Problem {}

  /** The provider fails, and its grants wait. */
  record NotAnswering(Pulse at, long grants, Instant since, Instant asksAgainAt)
      implements Problem {}

  /** Due, and not refreshed: this installation is behind. */
  record Late(Pulse at, long grants, Instant since) implements Problem {}

  /** Consents that end within a week; {@code since} says when the first does. */
  record EndsInAWeek(Pulse at, long grants, Instant since) implements Problem {}

  /** Somebody paused the provider, and none of its grants is refreshed. */
  record Paused(Pulse at, long grants, Instant since) implements Problem {}

  /**
   * Consents that end within a month, and outlast the week.
   *
   * @param sooner how many of the provider end within the week, and are told of there
   * @param since when the first of them ends
   */
  record EndsInAMonth(Pulse at, long grants, long sooner, @Nullable Instant since)
      implements Problem {}

  /** The smaller, the sooner somebody should look. */
  default int rank() {
    return switch (this) {
      case ClientRefused p -> 0;
      case ConsentLost p -> 1;
      case InDoubt p -> 2;
      case NotAnswering p -> 3;
      case Late p -> 4;
      case EndsInAWeek p -> 5;
      case Paused p -> 6;
      case EndsInAMonth p -> 7;
    };
  }
}
