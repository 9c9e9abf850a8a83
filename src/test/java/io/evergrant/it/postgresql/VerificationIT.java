package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.audit.Verification.Word;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal's own verification, on a real log. */
class VerificationIT {
  @TempDir static Path folder;
  private static RealVault vault;

  private final Household home = new Household();
  private Path outside;
  private Chain chain;
  private Verifications node;

  @BeforeAll
  static void start() {
    vault = new RealVault();
  }

  /** A node takes whichever is next: what other tests asked for and left is not ours. */
  @BeforeEach
  void no_other_is_under_way() {
    Server.asSuperuser(
        "UPDATE audit_verification SET state = 'FAILED', ended_at = eg_now() WHERE ended_at IS"
            + " NULL");
  }

  @BeforeEach
  void a_log_with_three_checkpoints_and_two_younger_events() {
    outside = folder.resolve(home.tenant + ".jsonl");
    chain = new Chain("n1", vault.signer, outside);
    node = new Verifications("n1", vault.signer, outside);
    OldEvents.append(home, 5, "1 hour");
    OldEvents.sign(home, chain);
    OldEvents.append(home, 2_295, "1 hour");
    OldEvents.sign(home, chain);
    OldEvents.append(home, 2, "0");
    chain.runUp();
  }

  @AfterAll
  static void stop() {
    Server.resetClock();
  }

  @Test
  void P18_a_log_as_it_was_signed_is_genuine_and_what_is_younger_is_named() {
    var found = node.found(home);
    assertThat(found.verdict()).isEqualTo(Word.GENUINE);
    assertThat(found.last()).isEqualTo(2_302);
    assertThat(found.signedUpTo()).isEqualTo(2_300);
    assertThat(found.younger()).isEqualTo(2);
    assertThat(found.checkpoints()).isEqualTo(found.held()).isEqualTo(4);
    assertThat(found.heldUpTo()).isEqualTo(2_300);
    assertThat(told())
        .containsEntry("result", "genuine")
        .containsEntry("sequence", "2302")
        .containsEntry("signed_up_to", "2300");
    assertThat(new Verifications("n2", vault.signer, null).found(home).held())
        .as("nothing is held outside there")
        .isNull();
  }

  @Test
  void P18_an_edited_event_is_named_with_its_number() {
    Tampering.as(
        "UPDATE audit_event SET details = '{\"cause\": \"other\"}' WHERE tenant_id = '%1$s' AND number = (SELECT number FROM audit_link WHERE tenant_id = '%1$s' AND sequence = 1500)"
            .formatted(home.tenant));
    var found = node.found(home);
    assertThat(found.verdict()).isEqualTo(Word.TAMPERED);
    assertThat(found.finding()).isEqualTo("link_broken");
    assertThat(found.badFrom()).isEqualTo(found.badTo()).isEqualTo(1_500);
    assertThat(found.last()).isEqualTo(1_499);
    assertThat(found.signedUpTo()).isEqualTo(1_005);
    assertThat(found.number())
        .isEqualTo(number("SELECT number FROM audit_link WHERE sequence = 1500 AND tenant_id"));
    assertThat(told()).containsEntry("result", "tampered").containsEntry("finding", "link_broken");
  }

  @Test
  void P18_a_tail_that_was_cut_off_is_found_by_what_this_node_holds_outside() {
    for (var table : new String[] {"audit_event", "audit_link", "audit_checkpoint"}) {
      var numbers = "SELECT number FROM audit_link WHERE sequence > 5 AND tenant_id";
      var which =
          table.equals("audit_event") ? "number > " + number(numbers) + " - 1" : "sequence > 5";
      Tampering.as(
          "DELETE FROM %s WHERE tenant_id = '%s' AND %s".formatted(table, home.tenant, which));
    }
    var found = node.found(home);
    assertThat(found.verdict()).isEqualTo(Word.TAMPERED);
    assertThat(found.finding()).isEqualTo("tail_cut");
    assertThat(found.badFrom()).as("no event is accused").isNull();
    assertThat(new Verifications("n2", vault.signer, null).found(home).verdict())
        .as("without what is held outside")
        .isEqualTo(Word.GENUINE);
  }

  @Test
  void where_a_node_died_another_begins_anew_and_the_late_one_changes_nothing() {
    var id = node.ask(home);
    assertThat(node.ask(home)).as("one at a time").isEqualTo(id);
    var late = new Verifications.Dying();
    assertThatThrownBy(() -> new Verifications("n1", vault.signer, outside, late).run())
        .isInstanceOf(Exports.Killed.class);
    node.run();
    assertThat(node.find(home, id).state()).as("leased").isEqualTo(Verification.State.RUNNING);
    Server.shiftClock(Duration.ofSeconds(31));
    var holding = new Verifications.Dying();
    assertThatThrownBy(() -> new Verifications("n2", vault.signer, outside, holding).run())
        .isInstanceOf(Exports.Killed.class);
    assertThat(late.tryLate()).as("while another holds it").isFalse();
    Server.shiftClock(Duration.ofSeconds(31));
    node.run();
    var done = node.find(home, id);
    assertThat(done.state()).isEqualTo(Verification.State.DONE);
    assertThat(done.sequence()).isEqualTo(done.upTo()).isGreaterThanOrEqualTo(2_302);
    assertThat(late.tryLate() || holding.tryLate()).as("after its end").isFalse();
    assertThat(node.find(home, id)).isEqualTo(done);
  }

  @Test
  void while_vault_is_away_it_waits_and_what_never_ends_is_shown_as_ended() {
    var id = node.ask(home);
    new Verifications("n1", Exports.AWAY, outside).run();
    assertThat(node.find(home, id).isUnderWay()).isTrue();
    Server.asSuperuser(
        "UPDATE audit_verification SET tries = 10, turn_at = eg_now() WHERE id = '%s'"
            .formatted(id));
    node.run();
    assertThat(node.find(home, id).state()).isEqualTo(Verification.State.FAILED);
    assertThat(node.find(home, id).found()).isNull();
    assertThat(told()).containsEntry("result", "failed");
    assertThat(node.ask(home)).as("another one can be asked for").isNotEqualTo(id);
  }

  @Test
  void P14_another_tenant_finds_no_verification() {
    var id = node.ask(home);
    var other = new Household();
    assertThat(node.list(other)).isEmpty();
    assertThat(node.isThere(other, id)).isFalse();
    assertThat(node.isThere(home, id)).isTrue();
  }

  private java.util.Map<String, String> told() {
    return new AuditStore(Server.db())
        .search(
            home.tenant,
            new AuditQuestion(
                null, null, AuditEventType.VERIFICATION_ENDED, null, null, null, null, 1))
        .getFirst()
        .details();
  }

  private long number(String query) {
    return Long.parseLong(
        String.valueOf(
            Server.asSuperuser(query + " = '" + home.tenant + "' ORDER BY sequence LIMIT 1")
                .getFirst()
                .getFirst()));
  }
}
