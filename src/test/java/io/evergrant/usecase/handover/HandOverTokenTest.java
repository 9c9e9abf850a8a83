package io.evergrant.usecase.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.sealing.HandOver.State;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.handover.Collected.Not;
import io.evergrant.usecase.handover.Collected.Why;
import io.evergrant.usecase.port.StoreUnavailable;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hand-over: by two people, for one page, once; and what is left where a store gives up. */
class HandOverTokenTest {
  private static final OneTimeSecret SESSION = new OneTimeSecret("session-of-ada");
  private static KeyPair pair;
  private static String key;

  private final Office office = new Office();
  private final HandOverToken handOvers = office.handOvers();

  @BeforeAll
  static void the_page_makes_a_key() throws GeneralSecurityException {
    pair = ReceiverKeyTest.pair("RSA", 3_072);
    key = ReceiverKeyTest.text(pair);
  }

  @Test
  void P12_the_token_leaves_once_sealed_for_the_page_that_asked() throws Exception {
    var asked = ask();
    var id = asked.handOver().id();
    assertThat(handOvers.countAsked(office.ben)).isEqualTo(1);
    assertThat(handOvers.decide(office.ben, id, true)).isEqualTo(Decided.DONE);
    var sealed = (Collected.Sealed) collect(id);
    assertThat(ReceiverKeyTest.open(pair, sealed.bytes(), asked.context())).isEqualTo(Office.TOKEN);
    assertThat(sealed.toString()).doesNotContain(Office.TOKEN);
    assertThat(state(id)).isEqualTo(State.HANDED_OVER);

    assertThat(collect(id)).isEqualTo(new Not(Why.NOT_GOOD));
    assertThat(office.reads).as("nor is it read again").isEqualTo(1);
    assertThat(types())
        .containsExactly(
            AuditEventType.HAND_OVER_ASKED,
            AuditEventType.HAND_OVER_APPROVED,
            AuditEventType.TOKEN_HANDED_OVER);
    assertThat(office.events)
        .allSatisfy(event -> assertThat(event.details()).containsEntry("key_code", asked.code()));
    assertThat(office.events.getLast().details())
        .containsEntry("approved_by", "second@acme.example");
    assertThat(office.events.toString())
        .doesNotContain(Office.TOKEN)
        .doesNotContain(SESSION.reveal());
  }

  @Test
  void P12_the_second_person_is_another_one() {
    var id = ask().handOver().id();
    assertThat(handOvers.decide(office.ada, id, true)).isEqualTo(Decided.OWN);
    assertThat(handOvers.decide(office.ada, id, false)).isEqualTo(Decided.OWN);
    assertThat(state(id)).isEqualTo(State.ASKED);
    assertThat(collect(id)).isEqualTo(new Not(Why.NOT_GOOD));
    var auditor =
        new Member(
            new MemberId(UUID.randomUUID()), office.tenant, "c@acme.example", "C", Role.AUDITOR);
    assertThatThrownBy(() -> handOvers.decide(auditor, id, true)).isInstanceOf(NotAllowed.class);
    var stranger = Office.admin(new TenantId(UUID.randomUUID()));
    assertThat(handOvers.decide(stranger, id, true)).isEqualTo(Decided.NO_SUCH_HAND_OVER);
    assertThat(office.reads).isZero();
    assertThat(types()).containsExactly(AuditEventType.HAND_OVER_ASKED);
  }

  @Test
  void P10_no_token_leaves_a_provider_that_refuses_hand_overs_however_far_a_wish_has_come() {
    var asked = ask().handOver().id();
    var approved = ask().handOver().id();
    assertThat(handOvers.decide(office.ben, approved, true)).isEqualTo(Decided.DONE);
    office.refuses = true;
    assertThat(handOvers.ask(office.ada, SESSION, office.grant, "moving", key))
        .isInstanceOf(Asked.ProviderRefuses.class);
    assertThat(handOvers.decide(office.ben, asked, true)).isEqualTo(Decided.PROVIDER_REFUSES);
    assertThat(collect(approved)).isEqualTo(new Not(Why.PROVIDER_REFUSES));
    assertThat(office.reads).as("it is not even read").isZero();
    assertThat(types()).doesNotContain(AuditEventType.TOKEN_HANDED_OVER);
    assertThat(handOvers.decide(office.ben, asked, false))
        .as("a no is fine")
        .isEqualTo(Decided.DONE);
  }

  @Test
  void P12_it_is_decided_once() {
    var id = ask().handOver().id();
    assertThat(handOvers.decide(office.ben, id, false)).isEqualTo(Decided.DONE);
    assertThat(handOvers.decide(office.ben, id, true)).isEqualTo(Decided.TOO_LATE);
    assertThat(collect(id)).isEqualTo(new Not(Why.NOT_GOOD));
    assertThat(office.reads).as("what was refused is not even read").isZero();
    assertThat(types())
        .containsExactly(AuditEventType.HAND_OVER_ASKED, AuditEventType.HAND_OVER_REFUSED);
  }

  @Test
  void P12_another_session_or_admin_or_tenant_gets_nothing_and_does_not_use_it_up() {
    var id = approved();
    assertThat(handOvers.collect(office.ada, new OneTimeSecret("another"), id))
        .isEqualTo(new Not(Why.NOT_GOOD));
    assertThat(handOvers.collect(office.ben, SESSION, id)).isEqualTo(new Not(Why.NOT_GOOD));
    assertThat(handOvers.collect(Office.admin(new TenantId(UUID.randomUUID())), SESSION, id))
        .isEqualTo(new Not(Why.NOT_GOOD));
    assertThat(collect(new HandOverId(UUID.randomUUID()))).isEqualTo(new Not(Why.NOT_GOOD));
    assertThat(collect(id)).isInstanceOf(Collected.Sealed.class);
  }

  @Test
  void P12_it_ends_after_half_an_hour() {
    var asked = ask().handOver();
    var approved = approved();
    assertThat(asked.endsAt()).isEqualTo(office.wishes.now.plus(Duration.ofMinutes(30)));
    office.wishes.now = asked.endsAt();
    assertThat(handOvers.decide(office.ben, asked.id(), true)).isEqualTo(Decided.TOO_LATE);
    assertThat(collect(approved)).isEqualTo(new Not(Why.NOT_GOOD));
    assertThat(types()).doesNotContain(AuditEventType.TOKEN_HANDED_OVER);
  }

  @Test
  void what_the_organisation_forbids_meanwhile_does_not_leave() {
    var id = approved();
    var waiting = ask().handOver().id();
    // between the look and the taking
    office.allowed = false;
    assertThat(handOvers.decide(office.ben, waiting, true)).isEqualTo(Decided.OFF);
    assertThat(collect(id)).isEqualTo(new Not(Why.OFF));
    assertThat(askWith(office.grant, "to move", key)).isInstanceOf(Asked.Off.class);
    assertThat(office.reads).isZero();
    assertThat(state(id)).isEqualTo(State.APPROVED);
  }

  @Test
  void a_vault_that_gives_up_uses_nothing_up() {
    var id = approved();
    office.vaultAway = true;
    assertThatThrownBy(() -> collect(id)).isInstanceOf(StoreUnavailable.class);
    assertThat(state(id)).isEqualTo(State.APPROVED);
    assertThat(types()).doesNotContain(AuditEventType.TOKEN_HANDED_OVER);
    office.vaultAway = false;
    assertThat(collect(id)).isInstanceOf(Collected.Sealed.class);
  }

  @Test
  void what_lies_there_and_does_not_open_is_no_token_and_not_a_vault_to_wait_for() {
    var id = approved();
    office.unopened = true;
    assertThat(collect(id)).isEqualTo(new Collected.Not(Collected.Why.NOT_USABLE));
    assertThat(types()).doesNotContain(AuditEventType.TOKEN_HANDED_OVER);
  }

  @Test
  void a_database_that_gives_up_after_the_token_was_read_lets_nothing_leave() {
    var id = approved();
    office.wishes.beforeTake = () -> office.wishes.away = true;
    assertThatThrownBy(() -> collect(id)).isInstanceOf(StoreUnavailable.class);
    assertThat(office.reads).isEqualTo(1);
    assertThat(types()).doesNotContain(AuditEventType.TOKEN_HANDED_OVER);
    office.wishes.beforeTake = () -> {};
    office.wishes.away = false;
    assertThat(collect(id)).isInstanceOf(Collected.Sealed.class);
  }

  @Test
  void of_two_pages_that_fetch_at_once_one_gets_it() {
    var id = approved();
    office.wishes.beforeTake =
        () -> {
          office.wishes.beforeTake = () -> {};
          assertThat(collect(id)).isInstanceOf(Collected.Sealed.class);
        };
    assertThat(collect(id)).isEqualTo(new Not(Why.NOT_GOOD));
    assertThat(types()).containsOnlyOnce(AuditEventType.TOKEN_HANDED_OVER);
  }

  @Test
  void a_token_that_does_not_work_by_now_stays_and_one_in_use_is_waited_for() {
    var id = approved();
    office.underWay = true;
    assertThat(collect(id)).isEqualTo(new Not(Why.BUSY));
    office.underWay = false;
    for (var status :
        EnumSet.of(
            GrantStatus.PENDING,
            GrantStatus.NEEDS_CONSENT,
            GrantStatus.NEEDS_REVIEW,
            GrantStatus.REVOKED)) {
      office.status = status;
      assertThat(collect(id)).as(status.name()).isEqualTo(new Not(Why.NOT_USABLE));
      assertThat(askWith(office.grant, "to move", key)).isInstanceOf(Asked.NotUsable.class);
    }
    assertThat(office.reads).isZero();
    office.status = GrantStatus.ACTIVE;
    office.missing = true;
    assertThat(collect(id)).isEqualTo(new Not(Why.NOT_USABLE));
    office.missing = false;
    office.refreshEndsAt = office.wishes.now;
    assertThat(collect(id)).isEqualTo(new Not(Why.NOT_USABLE));
    assertThat(state(id)).isEqualTo(State.APPROVED);
  }

  @Test
  void a_wish_that_does_not_fit_is_none() throws Exception {
    var weak = ReceiverKeyTest.text(ReceiverKeyTest.pair("RSA", 2_048));
    assertThat(askWith(office.grant, "to move", weak)).isInstanceOf(Asked.KeyUnfit.class);
    assertThat(askWith(office.grant, "  ", key)).isInstanceOf(Asked.ReasonUnfit.class);
    assertThat(askWith(office.grant, "x".repeat(301), key)).isInstanceOf(Asked.ReasonUnfit.class);
    assertThat(askWith(new GrantId(UUID.randomUUID()), "to move", key))
        .isInstanceOf(Asked.NoSuchGrant.class);
    office.wishes.away = true;
    assertThatThrownBy(this::ask).isInstanceOf(StoreUnavailable.class);
    assertThat(handOvers.list(office.ada, 10)).isEmpty();
    assertThat(office.events).isEmpty();
  }

  private Asked.Done ask() {
    return (Asked.Done) askWith(office.grant, "to move", key);
  }

  private Asked askWith(GrantId grant, String reason, String publicKey) {
    return handOvers.ask(office.ada, SESSION, grant, reason, publicKey);
  }

  private HandOverId approved() {
    var id = ask().handOver().id();
    assertThat(handOvers.decide(office.ben, id, true)).isEqualTo(Decided.DONE);
    return id;
  }

  private Collected collect(HandOverId id) {
    return handOvers.collect(office.ada, SESSION, id);
  }

  private State state(HandOverId id) {
    return handOvers.find(office.ada, id).orElseThrow().state(office.wishes.now);
  }

  private List<AuditEventType> types() {
    return office.events.stream().map(AuditEvent::type).toList();
  }
}
