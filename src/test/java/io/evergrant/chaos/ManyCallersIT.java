package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.PortalNode;
import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Interference.HoldAnswer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Back ends that want an access token which has to be fetched first. */
@ExtendWith(Progress.class)
class ManyCallersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CALLERS = 100;
  private static final int HANGING_UP = Chaos.LONG ? CALLERS : 20;

  /** Fewer than a node has places for one provider. */
  private static final int AT_ONCE = 20;

  /** An answer that is held until all callers wait is not given up. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  @Test
  void P03_a_hundred_callers_on_two_nodes_cost_one_redemption() throws Exception {
    var nodes = Chaos.nodes(2);
    var flock = Flock.grow(Chaos.cluster(), 1, Manner.STRICT.within(DEADLINE));
    var grant = flock.all().getFirst().id();
    var step = KillPoint.ASKED.hold(nodes.getFirst(), Chaos.cluster().wire(), 1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<Answer>>();
      for (var i = 0; i < CALLERS; i++) {
        var node = nodes.get(i % 2);
        asked.add(threads.submit(() -> backEnd(node).get(address(grant))));
      }
      step.awaitHolding(1, PATIENCE);
      Until.within(Duration.ofSeconds(3), () -> step.struck() > 1);
      assertThat(step.struck()).as("requests while all wait").isEqualTo(1);
      step.deliver();
      var tokens = new ArrayList<String>();
      for (var answer : asked) {
        assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(200);
        tokens.add(answer.get().text("access_token"));
      }
      assertThat(tokens.stream().distinct()).hasSize(1);
    }
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted()).as("in the provider's ledger").isEqualTo(1);
  }

  @Test
  void P03_callers_that_hang_up_cancel_no_refresh() throws Exception {
    var node = Chaos.node();
    var flock = Flock.grow(Chaos.cluster(), HANGING_UP, Manner.STRICT.within(DEADLINE));
    var asked = "POST /" + flock.modes().getFirst() + "/token";
    var gone = new ConcurrentLinkedQueue<UUID>();
    for (var from = 0; from < HANGING_UP; from += AT_ONCE) {
      var answers =
          Chaos.cluster().wire().on(sent -> sent.text().startsWith(asked), new HoldAnswer());
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var sheep : flock.all().subList(from, from + AT_ONCE)) {
          threads.execute(
              () -> {
                if (hangsUp(node, sheep.id())) {
                  gone.add(sheep.id());
                }
              });
        }
      } finally {
        answers.deliver();
      }
    }
    Until.holds("every refresh ran to its end", PATIENCE, () -> renewed(flock) == HANGING_UP);
    assertThat(gone).as("who did not wait for the answer").hasSize(HANGING_UP);
    var verdict = Oracle.judge(flock);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(verdict.accepted()).isEqualTo(HANGING_UP);
  }

  /** Closes its connection while the provider is at work. */
  private static boolean hangsUp(PortalNode node, UUID grant) {
    var request =
        HttpRequest.newBuilder(node.base().resolve(address(grant)))
            .header("Authorization", "Bearer " + Chaos.cluster().seed().acme().apiKey().reveal())
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.sendAsync(request, BodyHandlers.ofString());
      Until.within(PATIENCE, () -> isSent(grant));
      client.shutdownNow();
      return !answer.isDone() || answer.isCompletedExceptionally();
    }
  }

  private static boolean isSent(UUID grant) {
    return Rows.count(
            Chaos.cluster(),
            "SELECT count(*) FROM refresh_attempt WHERE sent_at IS NOT NULL AND grant_id = ?",
            grant)
        > 0;
  }

  private static long renewed(Flock flock) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM refresh_attempt WHERE outcome = 'renewed' AND grant_id = ANY (?)",
        (Object) flock.ids());
  }

  private static BackEnd backEnd(PortalNode node) {
    return new BackEnd(node.base(), Chaos.cluster().seed().acme().apiKey());
  }

  private static String address(UUID grant) {
    return "/api/v1/grants/" + grant + "/access-token";
  }
}
