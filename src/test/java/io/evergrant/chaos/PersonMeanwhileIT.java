package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody else writes while a refresh stands at one of its steps: an owner consents again, an
 * admin pauses, a back end revokes, imports another program's token over it, has it tried again,
 * pauses its provider or replaces the client secret. Nothing is lost, and they have the last word.
 *
 * <p>A sealed import, once it is opened, takes the road of this import. Nothing deletes a grant:
 * its row stays for the log, and what deletes its tokens, here and at the provider, is the
 * revocation, which stands here for both. A hand-over writes no token, and is refused while a
 * refresh is under way: {@link HandOverMeanwhileIT}. An act for many grants, an answered mail and
 * an organisation's rest take the roads of a revocation, a consent and a provider's pause; its end
 * waits: {@link TenantEndMeanwhileIT}.
 */
@ExtendWith(Progress.class)
class PersonMeanwhileIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** An answer that is held while people are busy is not given up. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** Long enough for all of them at once, shorter than the lease. */
  private static final Duration BUSY = Duration.ofSeconds(12);

  static Set<KillPoint> steps() {
    return Chaos.LONG ? KillPoint.prompt() : EnumSet.of(KillPoint.ASKED, KillPoint.KV_WRITE);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void P01_P03_P04_somebody_writes_while_refreshes_stand_at(KillPoint point) throws Exception {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    // what the provider's manner has nothing to do with is done to one of each alone: all that
    // stand and all that wait for them need a connection of the node's pool
    var flock = new Flock(cluster).addOf(Manner.STRICT.within(DEADLINE).proved(), Doing.ALL);
    for (var manner : List.of(Manner.GRACE, Manner.NEVER)) {
      flock.addOf(manner.within(DEADLINE).proved(), Doing.WRITERS);
    }
    var doing = Doing.at(node, flock);
    try (var desk = new Desk(cluster);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var step = point.reach(node, flock);
      var people =
          flock.all().stream()
              .<Future<?>>map(sheep -> threads.submit(() -> doing.act(sheep)))
              .toList();
      Until.within(BUSY, () -> waiting(people) <= Rows.waiting(cluster));
      step.deliver();
      for (var person : people) {
        person.get();
      }
      flock.settle(PATIENCE);
      Until.holds("the revoked are emptied", PATIENCE, () -> emptied(flock, desk));
      var verdict = Oracle.judge(flock, Doing::fate);
      assertThat(verdict.wrongs()).isEmpty();
      assertThat(verdict.lost()).isEmpty();

      flock.all().forEach(doing::undo);
      flock.makeDue();
      flock.settle(PATIENCE);
      var later = Oracle.judge(flock, sheep -> onceItGoesOn(Doing.fate(sheep)));
      assertThat(later.wrongs()).isEmpty();
      assertThat(later.lost()).isEmpty();
      assertThat(later.accepted() - verdict.accepted())
          .as("each that lives was refreshed again")
          .isGreaterThanOrEqualTo(flock.size() - Doing.of(flock, Fate.REVOKED).size());
    }
  }

  private static Fate onceItGoesOn(Fate fate) {
    return fate == Fate.PAUSED ? Fate.LIVES : fate;
  }

  private static long waiting(List<Future<?>> people) {
    return people.stream().filter(person -> !person.isDone()).count();
  }

  static boolean emptied(Flock flock, Desk desk) {
    desk.sweep();
    var left =
        Rows.count(
            flock.cluster(),
            """
            SELECT count(*) FROM oauth_grant
            WHERE id = ANY (?) AND status = 'REVOKED' AND emptied_at IS NULL
            """,
            (Object) flock.ids());
    return left == 0;
  }
}
