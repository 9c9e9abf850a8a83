package io.evergrant.domain.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step of an attempt, as far as its row tells.
 *
 * @param at null where the step's own time is not kept
 * @param after how long after the last step before it whose time is kept
 */
public record AttemptStep(Kind kind, State state, @Nullable Instant at, @Nullable Duration after) {
  /** In their order. */
  public enum Kind {
    INTENT,
    SENT,
    ANSWER,
    STORED,
    PROVED,
    COMMITTED
  }

  /** How far it came. */
  public enum State {
    DONE,
    WAITING,
    /** Not part of an attempt that ended so. */
    SKIPPED,
    FAILED,
    /** Kept sealed in the database until Vault takes it. */
    ESCROWED
  }

  /** Those that an attempt took, or should have, or still has before it. */
  public static List<AttemptStep> of(AttemptLine attempt) {
    var sent = sent(attempt);
    var answer = answer(attempt);
    return Stream.of(
            new AttemptStep(Kind.INTENT, State.DONE, attempt.startedAt(), null),
            sent,
            answer,
            new AttemptStep(Kind.STORED, stored(attempt), null, null),
            new AttemptStep(Kind.PROVED, proved(attempt), null, null),
            committed(attempt, answer))
        .filter(step -> step.state() != State.SKIPPED)
        .toList();
  }

  private static AttemptStep sent(AttemptLine attempt) {
    var at = attempt.sentAt();
    return at == null
        ? new AttemptStep(Kind.SENT, unlessEnded(attempt), null, null)
        : new AttemptStep(Kind.SENT, State.DONE, at, Duration.between(attempt.startedAt(), at));
  }

  private static AttemptStep answer(AttemptLine attempt) {
    var said = attempt.said();
    var sentAt = attempt.sentAt();
    if (said != null && sentAt != null) {
      var state = said.httpStatus() == null ? State.FAILED : State.DONE;
      return new AttemptStep(Kind.ANSWER, state, sentAt.plus(said.latency()), said.latency());
    }
    if (sentAt == null || attempt.endedAt() == null) {
      return new AttemptStep(Kind.ANSWER, unlessEnded(attempt), null, null);
    }
    // Whoever ended it did not see the answer come: it lay in Vault, or it is lost.
    var state = attempt.proof() == null ? State.FAILED : State.DONE;
    return new AttemptStep(Kind.ANSWER, state, null, null);
  }

  private static State stored(AttemptLine attempt) {
    return switch (proof(attempt)) {
      case "" -> unlessEnded(attempt);
      case "issued" -> State.ESCROWED;
      default -> State.DONE;
    };
  }

  private static State proved(AttemptLine attempt) {
    return switch (proof(attempt)) {
      case "proved" -> State.DONE;
      case "disproved" -> State.FAILED;
      default -> unlessEnded(attempt);
    };
  }

  private static AttemptStep committed(AttemptLine attempt, AttemptStep answer) {
    var at = attempt.endedAt();
    if (at == null) {
      return new AttemptStep(Kind.COMMITTED, State.WAITING, null, null);
    }
    var answered = answer.at();
    var sent = attempt.sentAt();
    var before = answered != null ? answered : sent != null ? sent : attempt.startedAt();
    var after = Duration.between(before, at);
    return new AttemptStep(
        Kind.COMMITTED, State.DONE, at, after.isNegative() ? Duration.ZERO : after);
  }

  private static State unlessEnded(AttemptLine attempt) {
    return attempt.endedAt() == null ? State.WAITING : State.SKIPPED;
  }

  private static String proof(AttemptLine attempt) {
    var proof = attempt.proof();
    return proof == null ? "" : proof;
  }
}
