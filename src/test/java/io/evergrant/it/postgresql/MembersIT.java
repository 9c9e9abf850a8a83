package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.MemberStore;
import io.evergrant.adapter.postgresql.MembershipStore;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Membership.State;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.port.Memberships.Changed;
import io.evergrant.usecase.port.Memberships.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who belongs to an organisation, and who stays one of its admins. */
class MembersIT {
  private static final Duration DAY = Duration.ofDays(1);

  private final Household home = new Household();
  private final Household other = new Household();
  private final MembershipStore members = new MembershipStore(Server.db());
  private final MemberStore accounts = new MemberStore(Server.db());

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void whoever_is_invited_can_sign_in_after_choosing_a_password_by_the_link_once() {
    var id = invited(Role.AUDITOR, "ben");
    assertThat(of(id).state()).isEqualTo(State.INVITED);
    assertThat(accounts.findByLink("link-" + id).orElseThrow().id()).isEqualTo(id);
    assertThat(accounts.activate("link-" + id, "hash")).isTrue();
    assertThat(accounts.activate("link-" + id, "other")).isFalse();
    assertThat(of(id).state()).isEqualTo(State.ACTIVE);
    assertThat(of(id).linkEndsAt()).isNull();
    assertThat(accounts.findByEmail(email("ben")).orElseThrow().passwordHash()).isEqualTo("hash");
  }

  @Test
  void a_link_that_was_not_used_in_time_is_no_good_and_a_new_one_replaces_it() {
    var id = invited(Role.AUDITOR, "ben");
    Server.shiftClock(DAY.plusMinutes(1));
    assertThat(of(id).state()).isEqualTo(State.LINK_ENDED);
    assertThat(accounts.activate("link-" + id, "hash")).isFalse();
    assertThat(members.renewLink(home.tenant, id, of(id).version(), link("second-" + id), false))
        .isEqualTo(Changed.DONE);
    Server.resetClock();
    assertThat(accounts.findByLink("link-" + id)).as("the older one").isEmpty();
    assertThat(accounts.activate("second-" + id, "hash")).isTrue();
  }

  @Test
  void an_address_that_an_account_has_is_not_invited_wherever_that_account_is() {
    for (var taken : List.of(home.adminEmail, other.adminEmail.toUpperCase(Locale.ROOT))) {
      var id = new MemberId(UUID.randomUUID());
      assertThat(members.add(home.tenant, member(id, taken, Role.AUDITOR))).isFalse();
      assertThat(members.find(home.tenant, id)).isEmpty();
    }
  }

  @Test
  void whoever_was_removed_is_out_at_once_and_gives_the_address_free() {
    var id = active(Role.AUDITOR, "ben");
    var sessions = accounts.findByEmail(email("ben")).orElseThrow().sessions();
    assertThat(accounts.find(id, sessions)).isPresent();
    assertThat(members.remove(home.tenant, id, of(id).version())).isEqualTo(Changed.DONE);
    assertThat(accounts.find(id, sessions)).isEmpty();
    assertThat(accounts.find(id, sessions + 1)).isEmpty();
    assertThat(accounts.findByEmail(email("ben"))).isEmpty();
    assertThat(members.list(home.tenant)).extracting(one -> one.member().id()).doesNotContain(id);
    assertThat(members.remove(home.tenant, id, 1)).isEqualTo(Changed.MEANWHILE);
    invited(Role.ADMIN, "ben");
  }

  @Test
  void a_link_for_another_password_ends_the_old_one_and_every_session_and_so_does_its_use() {
    var id = active(Role.AUDITOR, "ben");
    var first = accounts.findByEmail(email("ben")).orElseThrow();
    assertThat(members.renewLink(home.tenant, id, of(id).version(), link("reset-" + id), false))
        .isEqualTo(Changed.DONE);
    assertThat(accounts.find(id, first.sessions())).isEmpty();
    var between = accounts.findByEmail(email("ben")).orElseThrow();
    assertThat(between.passwordHash()).isNull();
    assertThat(accounts.activate("reset-" + id, "hash-2")).isTrue();
    assertThat(accounts.find(id, between.sessions())).isEmpty();
    var after = accounts.findByEmail(email("ben")).orElseThrow();
    assertThat(after.passwordHash()).isEqualTo("hash-2");
    assertThat(accounts.find(id, after.sessions())).isPresent();
  }

  @Test
  void a_role_counts_at_once_and_ends_no_session() {
    var id = active(Role.AUDITOR, "ben");
    var sessions = accounts.findByEmail(email("ben")).orElseThrow().sessions();
    assertThat(members.changeRole(home.tenant, id, of(id).version(), Role.ADMIN))
        .isEqualTo(Changed.DONE);
    assertThat(accounts.find(id, sessions).orElseThrow().member().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void the_second_of_two_admins_is_told_and_overwrites_nothing() {
    var id = active(Role.AUDITOR, "ben");
    var seen = of(id).version();
    assertThat(members.changeRole(home.tenant, id, seen, Role.ADMIN)).isEqualTo(Changed.DONE);
    assertThat(members.changeRole(home.tenant, id, seen, Role.AUDITOR))
        .isEqualTo(Changed.MEANWHILE);
    assertThat(members.remove(home.tenant, id, seen)).isEqualTo(Changed.MEANWHILE);
    assertThat(members.renewLink(home.tenant, id, seen, link("late-" + id), false))
        .isEqualTo(Changed.MEANWHILE);
    assertThat(of(id).member().role()).isEqualTo(Role.ADMIN);
    assertThat(accounts.findByLink("late-" + id)).isEmpty();
  }

  @Test
  void the_last_admin_who_can_sign_in_stays_one() {
    var waiting = invited(Role.ADMIN, "ada");
    active(Role.AUDITOR, "ben");
    var admin = home.admin;
    var seen = of(admin).version();
    assertThat(members.changeRole(home.tenant, admin, seen, Role.AUDITOR))
        .isEqualTo(Changed.LAST_ADMIN);
    assertThat(members.remove(home.tenant, admin, seen)).isEqualTo(Changed.LAST_ADMIN);
    assertThat(members.renewLink(home.tenant, admin, seen, link("last-" + admin), false))
        .isEqualTo(Changed.LAST_ADMIN);
    assertThat(of(admin).member().role()).isEqualTo(Role.ADMIN);
    assertThat(of(admin).state()).isEqualTo(State.ACTIVE);
    accounts.activate("link-" + waiting, "hash");
    assertThat(members.remove(home.tenant, admin, seen)).isEqualTo(Changed.DONE);
  }

  @Test
  void of_two_admins_who_demote_each_other_at_once_one_stays() throws Exception {
    var second = active(Role.ADMIN, "ada");
    var one = of(home.admin).version();
    var two = of(second).version();
    var ready = new CountDownLatch(2);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var turns = new ArrayList<Future<Changed>>();
      turns.add(threads.submit(() -> demote(ready, home.admin, one)));
      turns.add(threads.submit(() -> demote(ready, second, two)));
      var endings = new ArrayList<Changed>();
      for (var turn : turns) {
        endings.add(turn.get());
      }
      assertThat(endings).containsExactlyInAnyOrder(Changed.DONE, Changed.LAST_ADMIN);
    }
  }

  private Changed demote(CountDownLatch ready, MemberId id, long seen) throws InterruptedException {
    ready.countDown();
    ready.await();
    return members.changeRole(home.tenant, id, seen, Role.AUDITOR);
  }

  @Test
  void P14_a_foreign_member_is_neither_found_nor_changed() {
    var id = active(Role.AUDITOR, "ben");
    var seen = of(id);
    assertThat(members.find(other.tenant, id)).isEmpty();
    assertThat(members.changeRole(other.tenant, id, seen.version(), Role.ADMIN))
        .isEqualTo(Changed.MEANWHILE);
    assertThat(members.remove(other.tenant, id, seen.version())).isEqualTo(Changed.MEANWHILE);
    assertThat(members.renewLink(other.tenant, id, seen.version(), link("stolen-" + id), true))
        .isEqualTo(Changed.MEANWHILE);
    for (var call :
        List.of(
            "eg_change_role('%s', %d, 'ADMIN')",
            "eg_remove_member('%s', %d)",
            "eg_new_password_link('%s', %d, 'stolen', interval '1 day')")) {
      assertThat(Server.asRuntimeRole(other.tenant, "SELECT " + call.formatted(id, seen.version())))
          .as(call)
          .containsExactly(List.of("f"));
    }
    assertThat(of(id)).isEqualTo(seen);
  }

  private MemberId active(Role role, String name) {
    var id = invited(role, name);
    accounts.activate("link-" + id, "hash");
    return id;
  }

  private MemberId invited(Role role, String name) {
    var id = new MemberId(UUID.randomUUID());
    assertThat(members.add(home.tenant, member(id, email(name), role))).isTrue();
    assertThat(members.renewLink(home.tenant, id, 1, link("link-" + id), true))
        .isEqualTo(Changed.DONE);
    return id;
  }

  private Member member(MemberId id, String email, Role role) {
    return new Member(id, home.tenant, email, "Somebody", role);
  }

  private String email(String name) {
    return name + "@" + home.tenant + ".example";
  }

  private Membership of(MemberId id) {
    return members.find(home.tenant, id).orElseThrow();
  }

  private static Link link(String hash) {
    return new Link(hash, DAY);
  }
}
