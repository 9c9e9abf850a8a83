package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault.Entry;
import jakarta.transaction.TransactionalException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A node with four places that claims two grants at once. */
class RefreshDueTest {
  private static final Actor BACK_END = new Actor.Portal("a back end");

  private final Scene scene = new Scene();
  private final Node node = new Node(scene, 4, 2);
  private final RefreshDue due = node.due;

  @Test
  void all_that_is_due_is_refreshed_however_many_batches_it_takes() {
    for (var i = 0; i < 5; i++) {
      isDue(scene.another(aProvider()));
    }
    assertThat(due.run()).isEqualTo(5);
    untilNothingIsInFlight();
    assertThat(scene.journal.endings)
        .extracting(Ending::outcome)
        .hasSize(5)
        .containsOnly("renewed");
    assertThat(scene.journal.limits).contains(2).allMatch(limit -> limit <= 2);
  }

  @Test
  void a_node_has_no_more_in_flight_than_it_has_places() {
    var held = new Held(scene);
    for (var i = 0; i < 5; i++) {
      isDue(scene.another(aProvider()));
    }
    var claimed = Threads.start(due::run);
    held.await(4);
    assertThat(due.inFlight()).isEqualTo(4);
    assertThat(scene.journal.due).as("one waits for a place").hasSize(1);
    held.release(5);
    assertThat(Threads.result(claimed)).isEqualTo(5);
    untilNothingIsInFlight();
  }

  @Test
  void places_that_were_asked_for_and_not_needed_are_free_at_once() {
    var held = new Held(scene);
    isDue(scene.claim());
    assertThat(due.run()).isEqualTo(1);
    held.await(1);
    assertThat(due.inFlight()).isEqualTo(1);
    held.release(1);
    untilNothingIsInFlight();
  }

  @Test
  void a_round_that_is_interrupted_while_it_waits_for_a_place_ends_and_still_knows_it() {
    var held = new Held(scene);
    for (var i = 0; i < 5; i++) {
      isDue(scene.another(aProvider()));
    }
    var ended = new CompletableFuture<String>();
    var timer =
        Thread.ofVirtual()
            .start(() -> ended.complete(due.run() + " " + Thread.currentThread().isInterrupted()));
    held.await(4);
    Threads.untilItWaits(timer);
    timer.interrupt();
    assertThat(Threads.result(ended)).isEqualTo("4 true");
    held.release(4);
    untilNothingIsInFlight();
  }

  @Test
  void what_waits_for_room_at_its_provider_is_taken_as_soon_as_there_is_some() {
    var held = new Held(scene);
    for (var i = 0; i < 3; i++) {
      isDue(scene.another(scene.providerId));
    }
    scene.journal.onClaim =
        rooms -> {
          if (rooms.someFull()) {
            held.release(1);
          }
        };
    assertThat(due.run()).isEqualTo(3);
    held.release(2);
    untilNothingIsInFlight();
  }

  @Test
  void a_provider_that_answers_gets_more_at_once_and_one_that_fails_gets_fewer() {
    isDue(scene.claim());
    due.run();
    untilNothingIsInFlight();
    assertThat(room()).isEqualTo(2);
    scene.journal.due.add(scene.another(scene.providerId));
    scene.answers.add(Scene.timeout());
    due.run();
    untilNothingIsInFlight();
    assertThat(room()).isEqualTo(1);
  }

  @Test
  void P02_while_a_store_does_not_write_nothing_is_claimed() {
    isDue(scene.claim());
    scene.vaultCanaryFails = true;
    assertThat(due.run()).isZero();
    assertThat(onDemand()).isFalse();
    assertThat(scene.journal.due).hasSize(1);
  }

  @Test
  void P02_a_store_that_fails_between_two_batches_ends_the_round() {
    isDue(scene.claim());
    scene.journal.onClaim =
        rooms -> {
          scene.vaultCanaryFails = true;
          scene.gate.vaultFailed();
        };
    assertThat(due.run()).isEqualTo(1);
    assertThat(scene.journal.limits).as("claims").hasSize(1);
  }

  @Test
  void P02_a_database_that_fails_at_a_claim_closes_the_gate_and_keeps_no_place() {
    var held = new Held(scene);
    isDue(scene.claim());
    scene.journal.onClaim =
        rooms -> {
          if (scene.journal.due.isEmpty()) {
            held.await(1);
            throw gone();
          }
        };
    assertThat(due.run()).as("claimed before").isEqualTo(1);
    assertGateIsClosed();
    assertThat(due.inFlight()).isEqualTo(1);
    held.release(1);
    untilNothingIsInFlight();
  }

  @Test
  void P02_a_claim_that_fails_at_its_commit_closes_the_gate_and_keeps_no_place() {
    scene.journal.commitsThatFail = 1;
    assertThatThrownBy(due::run).isInstanceOf(TransactionalException.class);
    assertGateIsClosed();
    assertThat(due.inFlight()).isZero();
  }

  @Test
  void an_attempt_that_breaks_off_gives_its_place_back_and_stays_to_be_recovered() {
    scene.journal.due.add(scene.claim());
    due.run();
    untilNothingIsInFlight();
    assertThat(scene.sent).hasSize(1);
    assertThat(scene.journal.endings).isEmpty();
    assertThat(room()).isEqualTo(1);
  }

  @Test
  void P04_a_data_key_is_at_hand_before_anything_is_sent() {
    var before = new ArrayList<>();
    scene.journal.onSent = () -> before.addAll(node.escrow.prepared);
    isDue(scene.claim());
    due.run();
    untilNothingIsInFlight();
    assertThat(before).containsExactly(scene.tenant);
  }

  @Test
  void P04_without_a_data_key_nothing_is_sent() {
    node.escrow.noKeys = true;
    isDue(scene.claim());
    due.run();
    assertAbandoned();
  }

  @Test
  void a_batch_that_cannot_be_opened_for_whatever_reason_gives_its_places_back() {
    scene.vault.onOpen =
        () -> {
          throw new IllegalStateException("a reason nobody thought of");
        };
    isDue(scene.claim());
    due.run();
    assertAbandoned();
  }

  @Test
  void a_node_need_not_read_what_it_wrote_itself() {
    assertThat(sentFor(0, false)).isEqualTo("r1");
  }

  @Test
  void P03_after_a_failure_another_node_may_have_written_so_vault_is_read() {
    assertThat(sentFor(1, false)).isEqualTo("r2");
  }

  @Test
  void P08_in_doubt_another_node_may_have_written_so_vault_is_read() {
    assertThat(sentFor(0, true)).isEqualTo("r2");
  }

  @Test
  void a_refresh_on_demand_is_over_when_it_returns_and_held_one_place_meanwhile() {
    var places = new ArrayList<Integer>();
    scene.journal.onSent = () -> places.addAll(List.of(due.inFlight(), room()));
    isDue(scene.claim());
    assertThat(onDemand()).isTrue();
    assertThat(scene.journal.endings).hasSize(1);
    assertThat(places).as("places taken, room left").containsExactly(1, 0);
    assertNothingIsHeld(2);
  }

  @Test
  void P03_a_grant_that_somebody_claimed_since_it_was_seen_is_not_claimed_again() {
    assertThat(onDemand()).isFalse();
    assertThat(scene.sent).isEmpty();
    assertNothingIsHeld(1);
  }

  @Test
  void a_refresh_on_demand_without_room_at_its_provider_begins_nothing() {
    isDue(scene.claim());
    node.lanes.enter(scene.providerId);
    node.lanes.enter(scene.providerId);
    Thread.currentThread().interrupt();
    assertThat(onDemand()).isFalse();
    assertThat(Thread.interrupted()).as("so that it need not wait for long").isTrue();
    assertThat(scene.journal.due).hasSize(1);
    assertThat(due.inFlight()).isZero();
  }

  @Test
  void P02_a_database_that_fails_at_a_claim_on_demand_closes_the_gate_too() {
    scene.journal.onClaim =
        rooms -> {
          throw gone();
        };
    assertThatThrownBy(this::onDemand).isInstanceOf(StoreUnavailable.class);
    assertGateIsClosed();
    assertNothingIsHeld(1);
  }

  @Test
  void P02_a_claim_on_demand_that_fails_at_its_commit_closes_the_gate_too() {
    scene.journal.commitsThatFail = 1;
    assertThatThrownBy(this::onDemand).isInstanceOf(TransactionalException.class);
    assertGateIsClosed();
    assertNothingIsHeld(1);
  }

  @Test
  void a_stop_waits_until_the_attempts_under_way_have_ended() {
    var held = new Held(scene);
    isDue(scene.claim());
    due.run();
    held.await(1);
    var stopped = new CompletableFuture<Integer>();
    var stopper =
        Thread.ofVirtual()
            .start(
                () -> {
                  due.stop();
                  stopped.complete(scene.journal.endings.size());
                });
    Threads.untilItWaits(stopper);
    held.release(1);
    assertThat(Threads.result(stopped)).as("attempts that ended").isEqualTo(1);
  }

  @Test
  void a_stop_that_is_interrupted_waits_no_longer_and_still_knows_it() {
    var held = new Held(scene);
    isDue(scene.claim());
    due.run();
    held.await(1);
    Thread.currentThread().interrupt();
    due.stop();
    assertThat(Thread.interrupted()).isTrue();
    held.release(1);
    untilNothingIsInFlight();
  }

  /** The provider will answer it. */
  private void isDue(Claim claim) {
    scene.journal.due.add(claim);
    scene.answers.add(Scene.issued("r2"));
  }

  private boolean onDemand() {
    return due.runOne(scene.seen(false, null), BACK_END);
  }

  /** This node remembers r1; by now r2 lies in Vault. */
  private String sentFor(int failures, boolean inDoubt) {
    scene.vault.remember(scene.location, 1, scene.vault.at(scene.location).entry());
    scene.vault.put(
        scene.location,
        2,
        new Entry(scene.consent, null, Scene.print("r2"), false, Scene.tokens("r2")));
    scene.failures = failures;
    scene.inDoubt = inDoubt;
    isDue(scene.claim());
    assertThat(onDemand()).isTrue();
    assertThat(scene.sent).hasSize(1);
    return scene.sent.getFirst().reveal();
  }

  private void assertAbandoned() {
    untilNothingIsInFlight();
    assertThat(scene.sent).isEmpty();
    assertThat(scene.journal.endings)
        .singleElement()
        .satisfies(
            ending -> {
              assertThat(ending.outcome()).isEqualTo("abandoned");
              assertThat(ending.cause()).isEqualTo("store_unreadable");
            });
  }

  private void assertGateIsClosed() {
    scene.databaseCanaryFails = true;
    assertThat(scene.gate.isOpen()).as("without a canary").isFalse();
  }

  private void assertNothingIsHeld(int room) {
    assertThat(due.inFlight()).isZero();
    assertThat(room()).isEqualTo(room);
  }

  private void untilNothingIsInFlight() {
    Threads.until("nothing is in flight", () -> due.inFlight() == 0);
  }

  private int room() {
    var rooms = node.lanes.rooms();
    return rooms.known().getOrDefault(scene.providerId, rooms.others());
  }

  private static ProviderId aProvider() {
    return new ProviderId(UUID.randomUUID());
  }

  private static StoreUnavailable gone() {
    return new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
  }
}
