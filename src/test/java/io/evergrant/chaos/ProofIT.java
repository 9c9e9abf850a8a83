package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ProofKind;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.wire.Interference.HoldRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The engine asks a real provider about each new token, by each of the three ways, and says what it
 * heard: on the grant, by REST and in the log.
 */
@ExtendWith(Progress.class)
class ProofIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<ProofKind> KINDS =
      List.of(ProofKind.INTROSPECTION, ProofKind.USERINFO, ProofKind.PROBE);

  /** The way itself, as it is asked on the wire; the issuer stands between. */
  private static final Map<ProofKind, String> WAYS =
      Map.of(
          ProofKind.INTROSPECTION, "/introspect ",
          ProofKind.USERINFO, "/userinfo ",
          ProofKind.PROBE, "/me ");

  @Test
  void P09_a_refresh_is_proved_or_disproved_by_what_the_provider_says_of_the_new_token() {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var flock = new Flock(cluster);
    KINDS.forEach(kind -> flock.add(Manner.STRICT.provedBy(kind), 2, 1));
    flock.makeDue();
    flock.settle(PATIENCE);
    KINDS.forEach(kind -> isAsked(flock, kind));
    isTold(flock, node.base().toString(), "proved");

    // the account's owner ends the authorization while the provider is asked about its new token
    var asked =
        cluster
            .wire()
            .on(
                sent -> WAYS.values().stream().anyMatch(way -> line(sent.text()).contains(way)),
                new HoldRequest());
    flock.makeDue();
    asked.awaitHolding(flock.size(), PATIENCE);
    flock
        .all()
        .forEach(
            sheep ->
                assertThat(cluster.provider().revoke(sheep.mode(), sheep.subject())).isEqualTo(1));
    asked.deliver();
    flock.settle(PATIENCE);
    isTold(flock, node.base().toString(), "disproved");
    assertThat(Oracle.judge(flock).wrongs()).isEmpty();
  }

  private static void isAsked(Flock flock, ProofKind kind) {
    var modes =
        flock.all().stream()
            .filter(sheep -> sheep.manner().proof() == kind)
            .map(Flock.Sheep::mode)
            .distinct()
            .toList();
    var asked =
        flock.cluster().wire().exchanges().stream()
            .map(exchange -> line(exchange.request()))
            .filter(line -> line.contains(WAYS.get(kind)))
            .filter(line -> modes.stream().anyMatch(mode -> line.contains("/" + mode + "/")))
            .count();
    assertThat(asked).as("%s: asked once for each", kind).isEqualTo(2);
  }

  private static void isTold(Flock flock, String base, String proof) {
    var acme = flock.cluster().seed().acme();
    var backEnd = new BackEnd(java.net.URI.create(base), acme.apiKey());
    for (var sheep : flock.all()) {
      var told =
          Rows.of(
              flock.cluster(),
              """
              SELECT g.last_outcome, g.last_proof, a.outcome, a.proof, e.outcome, e.details ->> 'proof'
              FROM oauth_grant g
              JOIN refresh_attempt a ON a.grant_id = g.id
              JOIN audit_event e ON e.attempt_id = a.id AND e.terminal
              WHERE g.id = ?
              ORDER BY a.started_at DESC
              LIMIT 1
              """,
              sheep.id());
      assertThat(told.getFirst())
          .as("%s by %s", sheep, sheep.manner().proof())
          .containsExactly("renewed", proof, "renewed", proof, "renewed", proof);
      var attempts = backEnd.get("/api/v1/grants/" + sheep.id() + "/attempts").items();
      assertThat(attempts.getFirst()).containsEntry("proof", proof);
    }
  }

  private static String line(String request) {
    return request.substring(0, Math.max(0, request.indexOf("\r\n")));
  }
}
