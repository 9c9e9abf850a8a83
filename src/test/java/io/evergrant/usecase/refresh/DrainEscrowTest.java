package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scene's Vault holds r1 at version 1. */
class DrainEscrowTest {
  private final Scene scene = new Scene();
  private final FakeEscrow escrow = new FakeEscrow();
  private final FakeGrants grants = new FakeGrants(scene);
  private final FakeLog log = new FakeLog();
  private final List<String> givenBack = new ArrayList<>();
  private Revoked says = Revoked.DONE;
  private final DrainEscrow drain =
      new DrainEscrow(
          new RecordDrain(
              escrow,
              grants,
              log,
              new PortalSettings("node-1", URI.create("http://localhost:8080"))),
          escrow,
          scene.vault,
          new RevokeRemotely(
              new KnownProviders(
                  new OneProvider(scene::provider), Scene.secrets(), () -> scene.nanos),
              (provider, secret, token) -> {
                givenBack.add(token.reveal());
                return says;
              }));

  @Test
  void P04_an_escrowed_set_replaces_the_one_that_was_spent_for_it() {
    var answer = FakeEscrow.answer("r2", "r1");
    escrow.put(scene, answer, 1);
    assertThat(drain.run()).isEqualTo(1);
    assertThat(scene.vault.at(scene.location).entry()).isEqualTo(answer);
    assertThat(escrow.stored)
        .containsExactly(
            new Stored(2, 1, Scene.print("r2"), true, "", Scene.NOW.plusSeconds(60), null));
    assertThat(drain.run()).as("nothing is left").isZero();
  }

  @Test
  void P01_the_log_tells_which_attempts_answer_was_stored_late() {
    var answer = FakeEscrow.answer("r2", "r1");
    escrow.put(scene, answer, 1);
    drain.run();
    var event = told();
    assertThat(event.type()).isEqualTo(AuditEventType.ESCROW_DRAINED);
    assertThat(event.terminal()).isFalse();
    assertThat(event.actor()).isEqualTo(new Actor.Portal("node-1"));
    assertThat(event.grant()).isEqualTo(scene.location.grant());
    assertThat(event.details())
        .containsEntry("result", "stored")
        .containsEntry("escrowed_attempt", answer.attempt().toString())
        .containsEntry("rotated", "true")
        .containsEntry("fingerprint_new", "print-of-r2")
        .containsEntry("kv_version", "2")
        .containsEntry("key_version", "1");
  }

  @Test
  void P10_a_late_set_with_the_same_refresh_token_is_no_rotation() {
    escrow.put(scene, FakeEscrow.answer("r1", "r1"), 1);
    drain.run();
    assertThat(escrow.stored).singleElement().extracting(Stored::rotated).isEqualTo(false);
  }

  @Test
  void P04_a_set_that_had_reached_vault_all_the_same_is_not_written_again() {
    var answer = FakeEscrow.answer("r2", "r1");
    scene.vault.put(scene.location, 4, answer);
    escrow.put(scene, answer, 3);
    assertThat(drain.run()).isEqualTo(1);
    assertThat(scene.vault.at(scene.location).version()).isEqualTo(4);
    assertThat(escrow.stored).singleElement().extracting(Stored::kvVersion).isEqualTo(4);
  }

  @Test
  void P05_an_escrowed_set_never_replaces_a_newer_one() {
    var newer = FakeEscrow.answer("r3", "r2");
    scene.vault.put(scene.location, 3, newer);
    var late = escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
    assertThat(drain.run()).isEqualTo(1);
    assertThat(scene.vault.at(scene.location).entry()).isEqualTo(newer);
    assertThat(escrow.superseded).containsExactly(late);
    assertThat(escrow.stored).isEmpty();
    assertThat(told().details())
        .containsEntry("result", "superseded")
        .containsEntry("reason", "a newer token is stored");
  }

  @Test
  void P04_the_late_set_of_a_revoked_grant_is_given_back_and_not_stored() {
    scene.vault.destroy(scene.location);
    grants.status = GrantStatus.REVOKED;
    escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
    assertThat(drain.run()).isEqualTo(1);
    assertThat(givenBack).containsExactly("r2");
    assertThat(scene.vault.isEmpty(scene.location)).isTrue();
    assertThat(told().details())
        .containsEntry("reason", "the grant was revoked; at the provider: DONE");
  }

  @Test
  void P04_a_late_set_is_given_back_again_while_the_provider_is_not_reached() {
    revokedWithLateSet();
    assertThat(drain.run()).isZero();
    assertThat(escrow.open).hasSize(1);
    assertThat(escrow.putOff).containsValue(Duration.ofMinutes(1));
    escrow.putOff.clear();
    says = Revoked.DONE;
    assertThat(drain.run()).isEqualTo(1);
    assertThat(givenBack).containsExactly("r2", "r2");
  }

  @Test
  void after_a_day_a_late_set_is_put_aside_and_the_log_says_that_nobody_was_told() {
    escrow.age = Duration.ofDays(1);
    revokedWithLateSet();
    assertThat(drain.run()).isEqualTo(1);
    assertThat(told().details())
        .containsEntry("reason", "the grant was revoked; at the provider: NOT_REACHED");
  }

  private void revokedWithLateSet() {
    says = Revoked.NOT_REACHED;
    scene.vault.destroy(scene.location);
    grants.status = GrantStatus.REVOKED;
    escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
  }

  @Test
  void a_set_whose_older_consent_is_gone_is_put_aside_and_not_given_back() {
    scene.vault.destroy(scene.location);
    escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
    assertThat(drain.run()).isEqualTo(1);
    assertThat(givenBack).as("the account's newer consent may share its session").isEmpty();
    assertThat(scene.vault.isEmpty(scene.location)).isTrue();
    assertThat(told().details()).containsEntry("reason", "the consent it belongs to is gone");
  }

  @Test
  void P04_a_set_outlives_the_end_of_its_parent_in_the_meantime() {
    scene.vault.end(scene.location);
    var answer = FakeEscrow.answer("r2", "r1");
    escrow.put(scene, answer, 1);
    assertThat(drain.run()).isEqualTo(1);
    assertThat(scene.vault.at(scene.location).entry()).isEqualTo(answer);
    assertThat(escrow.stored).singleElement().extracting(Stored::kvVersion).isEqualTo(2);
  }

  @Test
  void P05_a_set_is_not_stored_over_one_that_came_after_its_parent_and_ended() {
    scene.vault.put(scene.location, 2, FakeEscrow.answer("r3", "r2"));
    scene.vault.end(scene.location);
    escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
    assertThat(drain.run()).isEqualTo(1);
    assertThat(scene.vault.isEmpty(scene.location)).isTrue();
    assertThat(escrow.superseded).hasSize(1);
  }

  @Test
  void P04_while_vault_cannot_be_read_all_escrows_stay() {
    escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
    escrow.put(scene, FakeEscrow.answer("r3", "r2"), 1);
    scene.vault.away = true;
    assertThat(drain.run()).isZero();
    assertThatItStays();
    assertThat(escrow.lifted).as("what an outage holds up is tried one at a time").isEqualTo(1);
  }

  @Test
  void P04_while_vault_does_not_write_an_escrow_stays() {
    escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
    scene.vault.faults.add(FakeVault.Fault.REFUSED);
    assertThat(drain.run()).isZero();
    assertThatItStays();
  }

  @Test
  void an_escrow_that_cannot_be_opened_does_not_hold_up_those_behind_it() {
    var broken = escrow.put(scene, FakeEscrow.answer("r9", "r8"), 1);
    escrow.spoil(broken);
    escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
    assertThat(drain.run()).isEqualTo(1);
    assertThat(escrow.open).as("a person may still mend it").containsExactly(broken);
    assertThat(escrow.putOff).containsExactly(Map.entry(broken, Duration.ofSeconds(10)));
    assertThat(scene.vault.at(scene.location).entry().fingerprint()).isEqualTo(Scene.print("r2"));
  }

  @Test
  void P04_an_escrow_that_lost_the_check_and_set_stays_and_is_looked_at_again() {
    escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
    var parent = scene.vault.at(scene.location).entry();
    scene.vault.beforeWrite = () -> scene.vault.put(scene.location, 2, parent);
    assertThat(drain.run()).isZero();
    assertThatItStays();
    scene.vault.beforeWrite = () -> {};
    assertThat(drain.run()).isEqualTo(1);
  }

  @Test
  void two_nodes_that_drain_the_same_escrow_tell_it_once() {
    escrow.closedBefore = true;
    escrow.put(scene, FakeEscrow.answer("r2", "r1"), 1);
    assertThat(drain.run()).as("stored by the other").isZero();
    scene.vault.put(scene.location, 9, FakeEscrow.answer("r9", "r8"));
    assertThat(drain.run()).as("put aside by the other").isZero();
    scene.vault.destroy(scene.location);
    grants.status = GrantStatus.REVOKED;
    assertThat(drain.run()).as("given back by the other").isZero();
    assertThat(log.events).isEmpty();
  }

  private void assertThatItStays() {
    assertThat(escrow.open).isNotEmpty();
    assertThat(escrow.stored).isEmpty();
    assertThat(escrow.superseded).isEmpty();
    assertThat(log.events).isEmpty();
  }

  private AuditEvent told() {
    assertThat(log.events).hasSize(1);
    return log.events.getFirst();
  }
}
