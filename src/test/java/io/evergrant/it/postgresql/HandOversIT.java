package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.HandOverStore;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.sealing.HandOver.State;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.usecase.port.HandOvers.Fresh;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hand-over from the wish to its end: by two people, once, for half an hour. */
class HandOversIT {
  private static final Duration LIFE = Duration.ofMinutes(30);

  private final Household home = new Household();
  private final MemberId second = new MemberId(UUID.randomUUID());
  private final GrantId grant = home.grant(home.provider("Mail"), "somebody");
  private final HandOverStore store = new HandOverStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());

  HandOversIT() {
    Sql.run(
        Server::connect,
        "SELECT eg_create_member('%s', '%s', 'second@%s.example', 'Second', 'ADMIN', 'hash-of-%s')"
            .formatted(second, home.tenant, home.tenant, second));
  }

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void P12_whoever_asked_cannot_approve() {
    var wish = wish();
    assertThat(store.decide(home.tenant, wish, home.admin, true)).isFalse();
    assertThat(take(wish)).isFalse();
    assertThat(state(wish)).isEqualTo(State.ASKED);
    assertThatThrownBy(
            () ->
                Server.asRuntimeRole(
                    home.tenant,
                    "UPDATE hand_over SET decided_by = asked_by, decided_at = eg_now(),"
                        + " approved = true"))
        .as("nor does the table let anybody")
        .hasMessageContaining("hand_over_second_person");
  }

  @Test
  void P12_what_is_not_approved_does_not_leave() {
    var wish = wish();
    assertThat(take(wish)).isFalse();
    assertThat(store.decide(home.tenant, wish, second, false)).isTrue();
    assertThat(take(wish)).isFalse();
    assertThat(store.decide(home.tenant, wish, second, true)).as("it was decided").isFalse();
    assertThat(state(wish)).isEqualTo(State.REFUSED);
    assertThat(sharedAt()).isNull();
    assertThatThrownBy(
            () ->
                Server.asRuntimeRole(home.tenant, "UPDATE hand_over SET handed_over_at = eg_now()"))
        .hasMessageContaining("hand_over_approved");
  }

  @Test
  void P12_it_leaves_once_however_many_fetch_it_at_once() throws Exception {
    var wish = wish();
    assertThat(store.countAsked(home.tenant)).isEqualTo(1);
    assertThat(store.decide(home.tenant, wish, second, true)).isTrue();
    assertThat(store.countAsked(home.tenant)).isZero();
    assertThat(store.take(home.tenant, wish, home.admin, "another")).isFalse();
    assertThat(store.take(home.tenant, wish, second, "session")).isFalse();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> take = () -> take(wish);
      var taken = threads.invokeAll(IntStream.range(0, 8).mapToObj(n -> take).toList());
      assertThat(taken.stream().map(Future::resultNow)).containsOnlyOnce(true);
    }
    assertThat(state(wish)).isEqualTo(State.HANDED_OVER);
    assertThat(sharedAt()).isNotNull();
  }

  @Test
  void P12_it_ends_after_half_an_hour() {
    var asked = wish();
    var approved = wish();
    store.decide(home.tenant, approved, second, true);
    Server.shiftClock(LIFE.plusSeconds(1));
    assertThat(store.decide(home.tenant, asked, second, true)).isFalse();
    assertThat(take(approved)).isFalse();
    assertThat(store.countAsked(home.tenant)).isZero();
  }

  @Test
  void a_new_consent_is_shared_with_nobody() {
    var wish = wish();
    store.decide(home.tenant, wish, second, true);
    take(wish);
    var known = grants.find(home.tenant, grant).orElseThrow();
    var provider =
        new io.evergrant.adapter.postgresql.ProviderStore(Server.db())
            .find(home.tenant, known.provider())
            .orElseThrow();
    changes.consented(home.consent(provider, grant, "somebody", "01ff", Duration.ZERO));
    assertThat(sharedAt()).isNull();
  }

  @Test
  void who_asked_and_who_decided_is_told() {
    var wish = wish();
    store.decide(home.tenant, wish, second, true);
    var found = store.list(home.tenant, null, 10);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().asker()).isEqualTo(home.adminEmail);
    assertThat(found.getFirst().decider()).isEqualTo("second@" + home.tenant + ".example");
    assertThat(List.of(found.getFirst().reason(), found.getFirst().publicKey()))
        .containsExactly("to move", "a key");
  }

  @Test
  void of_one_provider_there_are_those_of_its_grants() {
    var wish = wish();
    var known = grants.find(home.tenant, grant).orElseThrow();
    assertThat(store.list(home.tenant, known.provider(), 10))
        .extracting(HandOver::id)
        .containsExactly(wish);
    assertThat(store.list(home.tenant, home.provider("Another").id(), 10)).isEmpty();
  }

  private HandOverId wish() {
    var id = new HandOverId(UUID.randomUUID());
    store.insert(
        new Fresh(id, home.tenant, grant, home.admin, "session", "to move", "a key", LIFE));
    return id;
  }

  private boolean take(HandOverId wish) {
    return store.take(home.tenant, wish, home.admin, "session");
  }

  private State state(HandOverId wish) {
    return store.find(home.tenant, wish).orElseThrow().state(Instant.EPOCH);
  }

  private @org.jspecify.annotations.Nullable Instant sharedAt() {
    return grants.find(home.tenant, grant).orElseThrow().sharedAt();
  }
}
