package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuthorizationStore;
import io.evergrant.adapter.postgresql.MemberStore;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.port.Authorizations.BegunBy;
import io.evergrant.usecase.port.Authorizations.Pending;
import io.evergrant.usecase.port.Authorizations.Taken;
import io.evergrant.usecase.port.Members.Known;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens before a tenant is known: signing in, links, callbacks. */
class SignInIT {
  private final Household home = new Household();
  private final MemberStore members = new MemberStore(Server.db());
  private final AuthorizationStore authorizations = new AuthorizationStore(Server.db());

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void a_person_is_found_by_an_address_whatever_its_case() {
    var found = members.findByEmail(home.adminEmail.toUpperCase(Locale.ROOT)).orElseThrow();
    assertThat(found.member().id()).isEqualTo(home.admin);
    assertThat(found.member().tenant()).isEqualTo(home.tenant);
    assertThat(found.member().role()).isEqualTo(Role.ADMIN);
    assertThat(found.passwordHash()).isEqualTo("hash-of-" + home.admin);
    assertThat(members.find(home.admin, found.sessions()).map(Known::member))
        .contains(found.member());
    assertThat(members.findByEmail("nobody@" + home.tenant)).isEmpty();
    assertThat(members.find(new MemberId(UUID.randomUUID()), 1)).isEmpty();
  }

  @Test
  void the_language_that_a_person_chose_is_told_at_the_next_sign_in() {
    var other = new Household();
    assertThat(members.findByEmail(home.adminEmail).orElseThrow().language()).isNull();
    members.chooseLanguage(home.admin, new LanguageTag("zh-Hans"));
    members.chooseLanguage(new MemberId(UUID.randomUUID()), new LanguageTag("de"));
    assertThat(members.findByEmail(home.adminEmail).orElseThrow().language())
        .isEqualTo(new LanguageTag("zh-Hans"));
    assertThat(members.findByEmail(other.adminEmail).orElseThrow().language()).isNull();
  }

  @Test
  void five_failures_in_a_row_make_an_account_rest_for_a_while() {
    for (var i = 0; i < 4; i++) {
      members.signInFailed(home.admin);
    }
    assertThat(resting()).isFalse();
    members.signInFailed(home.admin);
    assertThat(resting()).isTrue();
    Server.shiftClock(Duration.ofSeconds(61));
    assertThat(resting()).isFalse();
    members.signInFailed(home.admin);
    Server.shiftClock(Duration.ofSeconds(61));
    assertThat(resting()).as("the second rest is longer").isTrue();
    for (var i = 0; i < 40; i++) {
      members.signInFailed(home.admin);
    }
    Server.shiftClock(Duration.ofMinutes(15));
    assertThat(resting()).as("and none is longer than a quarter of an hour").isFalse();
  }

  @Test
  void of_each_rest_the_first_refusal_is_told() {
    assertThat(members.refusedAtRest(home.admin)).as("no rest").isFalse();
    for (var i = 0; i < 5; i++) {
      members.signInFailed(home.admin);
    }
    assertThat(members.refusedAtRest(home.admin)).isTrue();
    assertThat(members.refusedAtRest(home.admin)).isFalse();
    Server.shiftClock(Duration.ofSeconds(61));
    assertThat(members.refusedAtRest(home.admin)).as("it is over").isFalse();
    members.signInFailed(home.admin);
    assertThat(members.refusedAtRest(home.admin)).as("the next rest").isTrue();
    assertThat(members.refusedAtRest(home.admin)).isFalse();
    assertThat(members.refusedAtRest(new MemberId(UUID.randomUUID()))).isFalse();
  }

  @Test
  void a_sign_in_forgets_the_failures() {
    for (var i = 0; i < 5; i++) {
      members.signInFailed(home.admin);
    }
    members.signedIn(home.admin);
    assertThat(resting()).isFalse();
    members.signInFailed(home.admin);
    assertThat(resting()).isFalse();
  }

  @Test
  void the_first_operators_link_is_good_once_and_renewed_until_a_password_is_set() {
    // an operator of another test's is not one who ever came
    Server.asSuperuser("UPDATE member SET password_hash = NULL WHERE role = 'OPERATOR'");
    var email = "operator@" + UUID.randomUUID() + ".example";
    var day = Duration.ofDays(1);
    assertThat(members.firstOperator(new MemberId(UUID.randomUUID()), email, "link-1", day))
        .isTrue();
    assertThat(members.firstOperator(new MemberId(UUID.randomUUID()), email, "link-2", day))
        .isTrue();
    assertThat(members.findByLink("link-1")).as("the older link").isEmpty();
    var operator = members.findByLink("link-2").orElseThrow();
    assertThat(operator.role()).isEqualTo(Role.OPERATOR);
    assertThat(operator.email()).isEqualTo(email);
    Server.shiftClock(day.plusMinutes(1));
    assertThat(members.findByLink("link-2")).as("after its life").isEmpty();
    assertThat(members.activate("link-2", "hash")).isFalse();
    Server.resetClock();
    assertThat(members.activate("link-2", "hash")).isTrue();
    assertThat(members.activate("link-2", "other")).as("a second use").isFalse();
    assertThat(members.findByEmail(email).orElseThrow().passwordHash()).isEqualTo("hash");
    assertThat(members.firstOperator(new MemberId(UUID.randomUUID()), email, "link-3", day))
        .isFalse();
  }

  @Test
  void seeding_twice_changes_nothing() {
    Sql.run(
        Server::connectAsOwner,
        "SELECT eg_create_tenant('%s', 'other', 'Other')".formatted(home.tenant),
        "SELECT eg_create_member('%s', '%s', 'other@example', 'Other', 'AUDITOR', 'other')"
            .formatted(home.admin, home.tenant));
    assertThat(members.tenant(home.tenant).orElseThrow().name()).isEqualTo("Tenant");
    assertThat(members.find(home.admin, 1).orElseThrow().member().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void a_state_is_good_once_and_in_the_browser_that_began_it() {
    var pending = pending();
    authorizations.insert(pending, Duration.ofMinutes(10));
    assertThat(authorizations.take("unheard of", "browser")).isInstanceOf(Taken.Unheard.class);
    assertThat(authorizations.take(pending.stateHash(), "another browser"))
        .isEqualTo(new Taken.Foreign(pending));
    assertThat(authorizations.find(home.tenant, pending.id())).contains(pending);
    assertThat(authorizations.take(pending.stateHash(), pending.browserHash()))
        .isEqualTo(new Taken.Fresh(pending));
    assertThat(authorizations.take(pending.stateHash(), pending.browserHash()))
        .isInstanceOf(Taken.UsedBefore.class);
    assertThat(authorizations.find(home.tenant, pending.id())).isEmpty();
  }

  @Test
  void a_state_ends() {
    var pending = pending();
    authorizations.insert(pending, Duration.ofMinutes(10));
    Server.shiftClock(Duration.ofMinutes(11));
    assertThat(authorizations.find(home.tenant, pending.id())).isEmpty();
    assertThat(authorizations.take(pending.stateHash(), pending.browserHash()))
        .isEqualTo(new Taken.Ended(pending));
  }

  @Test
  void of_many_callbacks_at_once_one_is_fresh() throws Exception {
    var pending = pending();
    authorizations.insert(pending, Duration.ofMinutes(10));
    var ready = new CountDownLatch(6);
    try (var threads = Executors.newFixedThreadPool(6)) {
      var takes = new ArrayList<Future<Taken>>();
      for (var i = 0; i < 6; i++) {
        takes.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return authorizations.take(pending.stateHash(), pending.browserHash());
                }));
      }
      var fresh = 0;
      for (var take : takes) {
        fresh += take.get() instanceof Taken.Fresh ? 1 : 0;
      }
      assertThat(fresh).isEqualTo(1);
    }
  }

  private Pending pending() {
    var id = UUID.randomUUID();
    return new Pending(
        id,
        home.tenant,
        home.provider("Mail " + id).id(),
        null,
        new BegunBy.Admin(home.admin, home.adminEmail),
        "state-of-" + id,
        "browser-of-" + id,
        "customer-7",
        Scope.parse("openid mail"));
  }

  private boolean resting() {
    return members.findByEmail(home.adminEmail).orElseThrow().resting();
  }
}
