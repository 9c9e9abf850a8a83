package io.evergrant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.chaos.Flock.Sheep;
import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Interference.ResetBefore;
import io.evergrant.testkit.wire.Rule;
import io.evergrant.testkit.wire.Sent;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Vault does not take an answer, so it lies in escrow, and meanwhile a person does something to the
 * grant: of each provider ada consents again, ben is revoked, dora's tokens are imported, chen
 * waits. Then Vault takes it.
 */
@ExtendWith(Progress.class)
class EscrowMeanwhileIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void P04_P05_an_escrow_is_drained_after_a_newer_consent_an_import_a_revocation_or_nothing() {
    var node = Chaos.node();
    var cluster = Chaos.cluster();
    var flock = new Flock(cluster);
    for (var manner : List.of(Manner.STRICT, Manner.GRACE)) {
      flock.addOf(manner, Doing.WRITERS);
    }
    var doing = Doing.at(node, flock);
    var refuses =
        node.vault().on(KillPoint.writesTokens().and(of(flock)), struck -> new ResetBefore());
    try (var desk = new Desk(cluster)) {
      flock.makeDue();
      Until.holds("all lie in escrow", PATIENCE, () -> kept(flock) == flock.size());
      flock.all().stream().filter(sheep -> fate(sheep) != Fate.LIVES).forEach(doing::act);
      assertThat(refuses.struck()).as("tries to store").isGreaterThanOrEqualTo(flock.size());

      takesThemNow(refuses);
      flock.settle(PATIENCE);
      Until.holds(
          "the revoked are emptied", PATIENCE, () -> PersonMeanwhileIT.emptied(flock, desk));
    }
    var verdict = Oracle.judge(flock, EscrowMeanwhileIT::fate);
    assertThat(verdict.wrongs()).isEmpty();
    assertThat(verdict.lost()).isEmpty();
    assertThat(told(flock, "superseded")).as("those of a consent that is gone").isEqualTo(4);
    assertThat(told(flock, "stored")).as("those that still belonged there").isEqualTo(4);
    assertThat(toldWhole(flock)).as("with all that is told of tokens that are stored").isEqualTo(4);
  }

  private static void takesThemNow(Rule refuses) {
    refuses.deliver();
  }

  /** Nobody pauses anything here. */
  private static Fate fate(Sheep sheep) {
    var fate = Doing.fate(sheep);
    return fate == Fate.PAUSED ? Fate.LIVES : fate;
  }

  /** What was sealed for the consents they began with; a newer one lies elsewhere. */
  static Predicate<Sent> of(Flock flock) {
    var salts = flock.all().stream().map(Sheep::salt).toList();
    return sent -> salts.stream().anyMatch(salt -> sent.text().contains(salt));
  }

  static long kept(Flock flock) {
    return Rows.count(
        flock.cluster(),
        "SELECT count(*) FROM token_escrow WHERE state = 'KEPT' AND grant_id = ANY (?)",
        (Object) flock.ids());
  }

  private static long toldWhole(Flock flock) {
    return Rows.count(
        flock.cluster(),
        """
        SELECT count(*) FROM audit_event
        WHERE type = 'escrow_drained' AND details ->> 'result' = 'stored' AND grant_id = ANY (?)
          AND jsonb_exists_all(
            details, ARRAY['rotated', 'fingerprint_new', 'kv_version', 'key_version'])
        """,
        (Object) flock.ids());
  }

  /** How often the log tells that an escrow ended so. */
  static long told(Flock flock, String result) {
    return Rows.count(
        flock.cluster(),
        """
        SELECT count(*) FROM audit_event
        WHERE type = 'escrow_drained' AND details ->> 'result' = ? AND grant_id = ANY (?)
        """,
        result,
        flock.ids());
  }
}
