package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.chaos.Flock.Sheep;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A person consents again, revokes or pauses while a refresh stands at one of its steps: by the
 * pages, revoking by its use case. Nothing is lost, and the person has the last word. (Deleting a
 * grant is not offered anywhere yet.)
 */
@ExtendWith(Progress.class)
class PersonMeanwhileIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** An answer that is held while people are busy is not given up. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** Long enough for nine people at once, shorter than the lease. */
  private static final Duration BUSY = Duration.ofSeconds(12);

  private static final Map<String, Fate> FATES =
      Map.of("ada", Fate.CONSENTED, "ben", Fate.REVOKED, "chen", Fate.PAUSED);

  static Set<KillPoint> steps() {
    return Chaos.LONG ? KillPoint.prompt() : EnumSet.of(KillPoint.ASKED, KillPoint.KV_WRITE);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void P01_P03_P04_a_person_acts_while_refreshes_stand_at(KillPoint point) throws Exception {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var flock = new Flock(cluster);
    for (var manner : List.of(Manner.STRICT, Manner.GRACE, Manner.NEVER)) {
      flock.addOf(manner.within(DEADLINE), "ada", "ben", "chen");
    }
    var visitor = Visitor.signedIn(node.base(), cluster.seed().acme().admin());
    try (var desk = new Desk(cluster);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var step = point.reach(node, flock);
      var people =
          flock.all().stream()
              .<Future<?>>map(sheep -> threads.submit(() -> act(sheep, visitor, desk)))
              .toList();
      Until.within(BUSY, () -> waiting(people) <= Rows.waiting(cluster));
      step.deliver();
      for (var person : people) {
        person.get();
      }
      flock.settle(PATIENCE);
      Until.holds("the revoked are emptied", PATIENCE, () -> emptied(flock, desk));
      var verdict = Oracle.judge(flock, sheep -> fate(sheep));
      assertThat(verdict.wrongs()).isEmpty();
      assertThat(verdict.lost()).isEmpty();

      of(flock, Fate.PAUSED)
          .forEach(sheep -> visitor.press(visitor.get(page(sheep)), "resume", Map.of()));
      flock.makeDue();
      flock.settle(PATIENCE);
      var later = Oracle.judge(flock, s -> fate(s) == Fate.PAUSED ? Fate.LIVES : fate(s));
      assertThat(later.wrongs()).isEmpty();
      assertThat(later.lost()).isEmpty();
      assertThat(later.accepted() - verdict.accepted())
          .as("each that lives was refreshed again")
          .isGreaterThanOrEqualTo(6);
    }
  }

  static void act(Sheep sheep, Visitor visitor, Desk desk) {
    switch (fate(sheep)) {
      case CONSENTED -> {
        var wayOut = visitor.press(visitor.get(page(sheep)), "reconnect", Map.of());
        var back = visitor.comeBack(wayOut, Chaos.cluster().provider(), sheep.subject());
        Visitor.idOf(back, "/grants/");
      }
      case REVOKED -> assertThat(desk.revoke(sheep.id())).isTrue();
      case PAUSED -> visitor.press(visitor.get(page(sheep)), "pause", Map.of());
      case LIVES -> throw new IllegalArgumentException("nobody does anything to " + sheep);
    }
  }

  static Fate fate(Sheep sheep) {
    return FATES.getOrDefault(sheep.subject(), Fate.LIVES);
  }

  private static List<Sheep> of(Flock flock, Fate fate) {
    return flock.all().stream().filter(sheep -> fate(sheep) == fate).toList();
  }

  private static String page(Sheep sheep) {
    return "/grants/" + sheep.id();
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
