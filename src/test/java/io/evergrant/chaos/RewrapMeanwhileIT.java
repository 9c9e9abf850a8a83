package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.testkit.Cluster;
import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Framing;
import io.evergrant.testkit.wire.Interference;
import io.evergrant.testkit.wire.Interference.HoldAnswer;
import io.evergrant.testkit.wire.Interference.HoldRequest;
import io.evergrant.testkit.wire.Interference.Pass;
import io.evergrant.testkit.wire.Rule;
import io.evergrant.testkit.wire.Sent;
import io.evergrant.testkit.wire.WireProxy;
import io.evergrant.usecase.port.StoreUnavailable;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An operator rotated the tenant's key, and its token sets move to the newest version of it while
 * they are refreshed. Whoever is late sees that at the check-and-set; nothing is lost.
 */
@ExtendWith(Progress.class)
class RewrapMeanwhileIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final Duration BUSY = Duration.ofSeconds(10);
  private static final int EACH = 3;

  /** A place at which the rewrap itself stands still. */
  @SuppressWarnings("ImmutableEnumChecker") // records without fields
  enum Standing {
    BEFORE_IT_WRITES(new HoldRequest()),
    AFTER_IT_WROTE(new HoldAnswer());

    private final Interference how;

    Standing(Interference how) {
      this.how = how;
    }
  }

  private final Cluster cluster = Chaos.cluster();
  private final WireProxy wire =
      WireProxy.before(cluster.stores().vault().address().getPort(), Framing.HTTP);
  private final Desk desk = new Desk(cluster, URI.create("http://127.0.0.1:" + wire.port()));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Flock flock = new Flock(cluster);

  @BeforeEach
  void old_token_sets_and_a_newer_key() throws SQLException {
    Chaos.node();
    // what is proved is moved, so what other rows of this suite proved would be moved as well
    try (var connection = cluster.superuser()) {
      Rows.run(
          connection, "UPDATE oauth_grant SET last_proof = 'stored' WHERE last_proof = 'proved'");
    }
    for (var manner : new Manner[] {Manner.STRICT, Manner.GRACE, Manner.NEVER}) {
      flock.add(manner.within(DEADLINE).proved(), EACH, 1);
    }
    flock.consentedBefore(Duration.ofDays(2));
    desk.rotateKey();
  }

  @AfterEach
  void close() {
    wire.close();
    threads.close();
    desk.close();
  }

  static Set<KillPoint> steps() {
    return Chaos.LONG ? KillPoint.prompt() : EnumSet.of(KillPoint.ASKED);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void P03_P04_rewrapped_while_refreshes_stand_at(KillPoint point) throws Exception {
    var node = Chaos.node();
    // what is to be moved was chosen before the refresh began
    var chosen = hold(KillPoint.readsTokens(), new HoldRequest());
    var moved = threads.submit(desk::rewrap);
    chosen.awaitHolding(1, PATIENCE);
    var step = point.reach(node, flock);
    chosen.deliver();
    Until.within(BUSY, () -> moved.isDone() || Rows.waiting(cluster) > 0);
    step.deliver();
    nothingIsLost(moved);
    if (point.compareTo(KillPoint.KV_WRITTEN) >= 0) {
      assertThat(moved.get()).as("moved over a newer token").isZero();
    } else {
      assertThat(moved.get()).as("moved while their refresh was in flight").isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  @LongForm
  void P03_P04_refreshed_while_a_rewrap_stands(Standing standing) throws Exception {
    var step = hold(KillPoint.writesTokens(), standing.how);
    var moved = threads.submit(desk::rewrap);
    step.awaitHolding(1, PATIENCE);
    flock.makeDue();
    flock.settle(PATIENCE);
    step.deliver();
    nothingIsLost(moved);
    assertThat(moved.get()).isZero();
  }

  /** Whoever rewraps lives and loses its connection; {@link CrashTableIT} kills it there. */
  @Test
  @LongForm
  void P03_P04_refreshed_after_a_rewrap_that_broke_off_between_vault_and_row() {
    var step = hold(KillPoint.writesTokens(), new HoldAnswer());
    var moved = threads.submit(desk::rewrap);
    step.awaitHolding(1, PATIENCE);
    step.drop();
    assertThatThrownBy(moved::get).hasCauseInstanceOf(StoreUnavailable.class);
    flock.makeDue();
    flock.settle(PATIENCE);
    nothingIsLost();
  }

  private void nothingIsLost(Future<Integer> moved) throws Exception {
    moved.get();
    flock.settle(PATIENCE);
    nothingIsLost();
  }

  private void nothingIsLost() {
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted()).isEqualTo(flock.size());
    assertThat(flock.keyVersions()).as("all are sealed with the newest key").isEqualTo(1);
  }

  /** The first of them. */
  private Rule hold(Predicate<Sent> which, Interference how) {
    return wire.on(which, struck -> struck == 0 ? how : new Pass());
  }
}
