package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.chaos.Flock.Sheep;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Cluster;
import io.evergrant.testkit.PortalNode;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Interference.HoldAnswer;
import io.evergrant.testkit.wire.Interference.HoldRequest;
import io.evergrant.testkit.wire.Interference.ResetBefore;
import io.evergrant.testkit.wire.Rule;
import io.evergrant.testkit.wire.Sent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * SIGKILL for a portal in the midst of what is no refresh: the other rows of the crash table
 * (docs/decisions).
 */
@LongForm
@ExtendWith(Progress.class)
class CrashTableIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BEYOND_THE_LEASE = Duration.ofMinutes(2);

  /** An exchange that is open for so long has nobody who works on it. */
  private static final Duration BEYOND_AN_EXCHANGE = Duration.ofMinutes(3);

  /** After this a place that no row points to is swept. */
  private static final Duration LONG_STRAYED = Duration.ofMinutes(30);

  private static final int EACH = 4;

  @Test
  void P04_P08_in_a_takeover_after_the_mark_in_vault_and_before_the_end() {
    var nodes = Chaos.nodes(2);
    var cluster = Chaos.cluster();
    var sender = nodes.getFirst();
    var recoverer = nodes.getLast();
    var flock = Flock.grow(cluster, EACH, Manner.STRICT, Manner.GRACE, Manner.NEVER);
    recoverer.standStill();
    var asked = KillPoint.ASKED.reach(sender, flock);
    sender.kill();
    KillPoint.ASKED.end(asked);
    var end = KillPoint.END.hold(recoverer, cluster.wire(), 1);
    cluster.advanceClock(BEYOND_THE_LEASE);
    recoverer.goOn();
    end.awaitHolding(1, PATIENCE);
    assertThat(flock.takenOver()).as("entries that bear the mark").isPositive();
    recoverer.kill();
    KillPoint.END.end(end);

    cluster.advanceClock(BEYOND_THE_LEASE);
    Chaos.node();
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost())
        .as("what no replay is allowed for, once and not for the second kill")
        .allMatch(sheep -> !sheep.manner().allowsReplay())
        .hasSize(EACH);
  }

  @Test
  void P04_in_a_drain_after_vault_was_written_and_before_the_row_is_closed() {
    var node = Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), EACH, Manner.STRICT, Manner.GRACE);
    var refuses =
        node.vault()
            .on(
                KillPoint.writesTokens().and(EscrowMeanwhileIT.of(flock)),
                struck -> new ResetBefore());
    flock.makeDue();
    Until.holds("all lie in escrow", PATIENCE, () -> EscrowMeanwhileIT.kept(flock) == flock.size());
    var written = KillPoint.KV_WRITTEN.hold(node, Chaos.cluster().wire(), 1);
    refuses.deliver();
    written.awaitHolding(1, PATIENCE);
    node.kill();
    KillPoint.KV_WRITTEN.end(written);
    assertThat(EscrowMeanwhileIT.kept(flock)).as("rows that are not closed").isPositive();

    Chaos.node();
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(EscrowMeanwhileIT.told(flock, "stored")).isEqualTo(flock.size());
  }

  /** Of one provider before it was told, of the other after that, and before the row says so. */
  @Test
  void P04_in_a_revocation_after_the_row_says_revoked() {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var flock = Flock.grow(cluster, EACH, Manner.STRICT, Manner.NEVER);
    var untold = flock.modes().getFirst();
    var told = flock.modes().getLast();
    var before =
        cluster.wire().on(sent -> sent.text().startsWith("POST /" + untold), new HoldRequest());
    var after =
        cluster.wire().on(sent -> sent.text().startsWith("POST /" + told), new HoldRequest());
    lettingGo(
        node,
        flock.all(),
        sheep -> {
          var acme = cluster.seed().acme();
          new BackEnd(node.base(), acme.apiKey())
              .post("/api/v1/grants/" + sheep.id() + "/revocation");
        },
        () -> {
          before.awaitHolding(EACH, PATIENCE);
          after.awaitHolding(EACH, PATIENCE);
          node.kill();
          before.drop();
          after.deliver();
        });
    assertThat(emptied(flock)).isZero();

    Chaos.node();
    Until.holds(
        "a node's sweeper gave all of them back", PATIENCE, () -> emptied(flock) == flock.size());
    assertThat(Oracle.judge(flock, sheep -> Fate.REVOKED).wrongs()).isEmpty();
  }

  /**
   * The codes are spent. Of one provider what came for them is lost, of the others it lies where no
   * row points, before and while the row is written. The grants go on with what they had.
   */
  @Test
  void P01_P11_in_a_consent() {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var lost = new Flock(cluster).addOf(Manner.STRICT, "ada", "ben");
    var stored = new Flock(cluster).addOf(Manner.GRACE, "ada", "ben");
    var ending = new Flock(cluster).addOf(Manner.NEVER, "ada", "ben");
    var flocks = List.of(lost, stored, ending);
    var asked = "POST /" + lost.modes().getFirst() + "/token";
    var steps =
        List.of(
            cluster.wire().on(sent -> sent.text().startsWith(asked), new HoldAnswer()),
            node.vault().on(KillPoint.writesTokens().and(of(stored)), new HoldAnswer()),
            node.database().on(KillPoint.CONSENT_COMMIT, new HoldRequest()));
    var visitor = Visitor.signedIn(node.base(), cluster.seed().acme().admin());
    lettingGo(
        node,
        flocks.stream().flatMap(flock -> flock.all().stream()).toList(),
        sheep -> {
          var page = visitor.get("/grants/" + sheep.id());
          var wayOut = visitor.press(page, "reconnect", Map.of());
          visitor.comeBack(wayOut, cluster.provider(), sheep.subject());
        },
        () -> {
          steps.forEach(step -> step.awaitHolding(2, PATIENCE));
          node.kill();
          steps.forEach(Rule::drop);
        });
    assertThat(flocks).extracting(CrashTableIT::strays).containsExactly(0L, 2L, 2L);

    cluster.advanceClock(BEYOND_AN_EXCHANGE);
    Chaos.node();
    flocks.forEach(flock -> flock.settle(PATIENCE));
    cluster.advanceClock(LONG_STRAYED);
    for (var flock : flocks) {
      Until.holds("what no row points to is destroyed", PATIENCE, () -> strays(flock) == 0);
      assertThat(abandoned(flock)).as("exchanges that the log calls abandoned").isEqualTo(2);
      flock.makeDue();
      flock.settle(PATIENCE);
      var verdict = Oracle.judge(flock);
      assertThat(verdict.wrongs()).isEmpty();
      assertThat(verdict.lost()).isEmpty();
      assertThat(verdict.accepted()).as("refreshes of what they had").isEqualTo(2);
    }
  }

  /** The timer's own rewrap, which moves others of the organisation as well: these are held. */
  @Test
  void P03_P04_in_a_rewrap_after_vault_was_written_and_before_the_row() {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var flock = Flock.grow(cluster, EACH, Manner.STRICT.proved(), Manner.GRACE.proved());
    flock.consentedBefore(Duration.ofDays(2));
    try (var desk = new Desk(cluster)) {
      desk.rotateKey();
    }
    var written =
        node.vault().on(KillPoint.writesTokens().and(of(flock)), struck -> new HoldAnswer());
    look(cluster);
    written.awaitHolding(1, PATIENCE);
    node.kill();
    written.drop();
    assertThat(flock.keyVersions()).as("as the rows tell, whose writer died").isEqualTo(1);

    Chaos.node();
    flock.makeDue();
    flock.settle(PATIENCE);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted()).isEqualTo(flock.size());
  }

  /** A node that is young has not written down yet when it looks first. */
  private static void look(Cluster cluster) {
    try (var connection = cluster.superuser()) {
      Rows.run(
          connection,
          """
          INSERT INTO token_rewrap (tenant_id, look_at) VALUES (?, eg_now())
          ON CONFLICT (tenant_id) DO UPDATE SET look_at = excluded.look_at
          """,
          cluster.seed().acme().id());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Predicate<Sent> of(Flock flock) {
    return sent ->
        flock.all().stream().anyMatch(sheep -> sent.text().contains(sheep.id().toString()));
  }

  /** All of them are done at once by somebody who hears no answer any more. */
  private static void lettingGo(
      PortalNode node, List<Sheep> all, Consumer<Sheep> doing, Runnable meanwhile) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked =
          all.stream()
              .map(sheep -> CompletableFuture.runAsync(() -> doing.accept(sheep), threads))
              .toList();
      meanwhile.run();
      assertThat(asked)
          .as("nobody is answered by %s", node.name())
          .allSatisfy(one -> assertThat(one.handle((done, failed) -> failed).join()).isNotNull());
    }
  }

  private static long emptied(Flock flock) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM oauth_grant WHERE emptied_at IS NOT NULL AND id = ANY (?)",
        (Object) flock.ids());
  }

  private static long strays(Flock flock) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM stray_location WHERE grant_id = ANY (?)",
        (Object) flock.ids());
  }

  private static long abandoned(Flock flock) {
    return Rows.count(
        flock.cluster(),
        """
        SELECT count(*) FROM audit_event
        WHERE type = 'consent_ended' AND terminal AND outcome = 'abandoned' AND grant_id = ANY (?)
        """,
        (Object) flock.ids());
  }
}
