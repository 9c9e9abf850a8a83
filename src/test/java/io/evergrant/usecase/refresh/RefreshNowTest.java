package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import io.evergrant.usecase.port.StoreUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshNowTest {
  private static final Actor BACK_END = new Actor.Portal("a back end");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BRIEFLY = Duration.ofMillis(20);
  private static final @Nullable Instant NEVER = null;
  private static final Instant EARLIER = Scene.NOW.minusSeconds(60);

  private final Scene scene = new Scene();
  private final FakeGrants grants = new FakeGrants(scene);
  private final Node node = new Node(scene, 4, 2);
  private Duration rested = Duration.ZERO;
  private boolean interrupted;
  private final RefreshNow now =
      new RefreshNow(node.due, grants, Executors::newVirtualThreadPerTaskExecutor, this::rest);

  @Test
  void P03_a_hundred_callers_at_once_cause_one_redemption() {
    var held = new Held(scene);
    isThere();
    var callers = new ArrayList<Thread>();
    var answers = new ArrayList<CompletableFuture<Waited>>();
    for (var i = 0; i < 100; i++) {
      var answer = new CompletableFuture<Waited>();
      answers.add(answer);
      callers.add(Thread.ofVirtual().start(() -> answer.complete(await(PATIENCE))));
    }
    held.await(1);
    callers.forEach(Threads::untilItWaits);
    held.release(1);
    assertThat(answers).extracting(Threads::result).containsOnly(Waited.OVER);
    assertThat(scene.sent).hasSize(1);
  }

  @Test
  void a_node_that_is_stopping_begins_nothing_and_says_so() {
    isThere();
    now.stop();
    assertThat(await(PATIENCE)).isEqualTo(Waited.NOT_STARTED);
    assertThat(await(PATIENCE)).as("no flight is left behind").isEqualTo(Waited.NOT_STARTED);
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void P03_a_caller_whose_patience_ends_neither_ends_the_refresh_nor_begins_another() {
    var held = new Held(scene);
    isThere();
    assertThat(await(BRIEFLY)).isEqualTo(Waited.STILL_UNDER_WAY);
    assertThat(await(BRIEFLY)).isEqualTo(Waited.STILL_UNDER_WAY);
    held.release(1);
    untilItEnded();
    assertThat(scene.sent).hasSize(1);
  }

  @Test
  void P03_a_caller_that_is_interrupted_goes_and_the_refresh_runs_to_its_end() {
    var held = new Held(scene);
    isThere();
    Thread.currentThread().interrupt();
    assertThat(await(PATIENCE)).isEqualTo(Waited.STILL_UNDER_WAY);
    assertThat(Thread.interrupted()).as("the caller still knows it").isTrue();
    held.release(1);
    untilItEnded();
  }

  @Test
  void P14_nobody_joins_another_tenants_flight() {
    var held = new Held(scene);
    isThere();
    assertThat(await(BRIEFLY)).isEqualTo(Waited.STILL_UNDER_WAY);
    assertThat(now.await(ofAnotherTenant(), BACK_END, PATIENCE)).isEqualTo(Waited.NOT_STARTED);
    held.release(1);
    untilItEnded();
  }

  @Test
  void a_flight_that_ended_is_not_joined() {
    isThere();
    assertThat(await(PATIENCE)).isEqualTo(Waited.OVER);
    isThere();
    assertThat(await(PATIENCE)).isEqualTo(Waited.OVER);
    assertThat(scene.sent).hasSize(2);
  }

  @Test
  void P03_whoever_saw_another_nodes_refresh_under_way_waits_for_its_end() {
    isThere();
    told(underWay(EARLIER), underWay(EARLIER), over(Scene.NOW));
    assertThat(now.await(underWay(EARLIER), BACK_END, PATIENCE)).isEqualTo(Waited.OVER);
    assertThat(rested).as("between the looks").isEqualTo(Duration.ofMillis(200));
    assertThat(scene.sent).isEmpty();
  }

  @Test
  void the_first_refresh_of_a_grant_is_seen_to_end_as_well() {
    told(underWay(NEVER), over(Scene.NOW));
    assertThat(now.await(underWay(NEVER), BACK_END, PATIENCE)).isEqualTo(Waited.OVER);
    assertThat(rested).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void P03_a_refresh_that_ended_since_the_caller_looked_satisfies_it() {
    told(over(Scene.NOW));
    assertThat(now.await(over(EARLIER), BACK_END, PATIENCE)).isEqualTo(Waited.OVER);
    assertThat(rested).isZero();
  }

  @Test
  void where_none_could_begin_and_none_is_under_way_the_caller_is_told_at_once() {
    told(over(EARLIER));
    assertThat(now.await(over(EARLIER), BACK_END, PATIENCE)).isEqualTo(Waited.NOT_STARTED);
    assertThat(rested).isZero();
  }

  @Test
  void a_grant_that_is_gone_meanwhile_is_not_waited_for() {
    assertThat(now.await(underWay(EARLIER), BACK_END, PATIENCE)).isEqualTo(Waited.NOT_STARTED);
    assertThat(rested).isZero();
  }

  @Test
  void a_refresh_elsewhere_is_looked_at_for_longer_than_any_lease_and_then_no_more() {
    grants.standing = () -> Optional.of(underWay(EARLIER));
    assertThat(now.await(underWay(EARLIER), BACK_END, PATIENCE)).isEqualTo(Waited.STILL_UNDER_WAY);
    assertThat(rested).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void a_flight_that_is_interrupted_between_two_looks_ends() {
    interrupted = true;
    grants.standing = () -> Optional.of(underWay(EARLIER));
    assertThat(now.await(underWay(EARLIER), BACK_END, PATIENCE)).isEqualTo(Waited.NOT_STARTED);
  }

  @Test
  void a_store_that_does_not_serve_is_told_to_the_caller_and_the_next_one_begins_anew() {
    isThere();
    scene.journal.onClaim =
        rooms -> {
          throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
        };
    assertThatThrownBy(() -> await(PATIENCE)).isInstanceOf(StoreUnavailable.class);
    scene.journal.onClaim = rooms -> {};
    assertThat(await(PATIENCE)).isEqualTo(Waited.OVER);
  }

  @Test
  void whatever_else_breaks_a_flight_off_is_told_to_the_caller_with_its_cause() {
    scene.journal.commitsThatFail = 1;
    assertThatThrownBy(() -> await(PATIENCE))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(SQLException.class);
  }

  private Waited await(Duration patience) {
    return now.await(over(EARLIER), BACK_END, patience);
  }

  /** Nobody holds the grant, and its provider will answer. */
  private void isThere() {
    scene.journal.due.add(scene.claim());
    scene.vault.put(scene.location, 1, scene.vault.at(scene.location).entry());
    scene.answers.add(Scene.issued("r2"));
  }

  /** What the grant's row tells, one look after the other. */
  private void told(Standing... looks) {
    var left = new ArrayList<>(List.of(looks));
    grants.standing = () -> Optional.of(left.removeFirst());
  }

  private Standing underWay(@Nullable Instant lastOutcomeAt) {
    return scene.seen(true, lastOutcomeAt);
  }

  private Standing over(@Nullable Instant lastOutcomeAt) {
    return scene.seen(false, lastOutcomeAt);
  }

  private Standing ofAnotherTenant() {
    var ours = over(EARLIER);
    var theirs =
        new TokenLocation(new TenantId(UUID.randomUUID()), ours.location().grant(), "salt");
    return new Standing(
        ours.status(),
        ours.statusCause(),
        ours.provider(),
        ours.providerStatus(),
        theirs,
        ours.kvVersion(),
        ours.fence(),
        ours.underWay(),
        ours.lastSuccessAt(),
        ours.lastOutcomeAt(),
        ours.lastOutcome(),
        ours.lastCause(),
        ours.dueAt(),
        ours.assumedLife(),
        ours.now());
  }

  private void untilItEnded() {
    Threads.until("the refresh ended", () -> scene.journal.endings.size() == 1);
  }

  private void rest(Duration pause) throws InterruptedException {
    if (interrupted) {
      throw new InterruptedException();
    }
    rested = rested.plus(pause);
  }
}
