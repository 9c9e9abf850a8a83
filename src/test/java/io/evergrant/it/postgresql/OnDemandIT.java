package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.Provider;
import io.evergrant.testkit.process.Until;
import io.evergrant.usecase.access.Access;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.refresh.RefreshNow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens on demand, from two nodes over one database. */
class OnDemandIT {
  private static final Duration ANY = Duration.ZERO;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final GrantId grant = home.grant(provider, "s1", Duration.ofDays(300));
  private final Node.MapVault vault = new Node.MapVault();
  private final Node first = new Node("node-1", vault);
  private final Node second = new Node("node-2", vault);

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  @Test
  void P03_a_hundred_callers_on_two_nodes_cost_one_redemption() throws Exception {
    first.pause = Duration.ofMillis(700);
    second.pause = Duration.ofMillis(700);
    var answers = atOnce(100, i -> fetch(i % 2 == 0 ? first : second, ANY));
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOf(Access.Granted.class));
    assertThat(answers.stream().map(answer -> ((Access.Granted) answer).expiresAt()).distinct())
        .hasSize(1);
    assertThat(sent()).isEqualTo(1);
    assertThat(attempts("outcome = 'renewed'")).isEqualTo(1);
    assertThat(attempts("true")).isEqualTo(1);
  }

  @Test
  void P03_whoever_looked_before_a_refresh_ended_begins_no_second_one() {
    var before = seen();
    assertThat(first.now.await(before, home.person(), PATIENCE)).isEqualTo(Waited.OVER);
    assertThat(first.now.await(before, home.person(), PATIENCE)).isEqualTo(Waited.OVER);
    assertThat(second.now.await(before, home.person(), PATIENCE)).isEqualTo(Waited.OVER);
    assertThat(sent()).isEqualTo(1);
    assertThat(attempts("true")).isEqualTo(1);
  }

  @Test
  void P03_a_waiter_that_gives_up_neither_ends_the_refresh_nor_begins_another() {
    first.door = new CountDownLatch(1);
    for (var i = 0; i < 5; i++) {
      assertThat(first.now.await(seen(), home.person(), Duration.ofMillis(50)))
          .isEqualTo(Waited.STILL_UNDER_WAY);
    }
    first.door.countDown();
    Until.holds("it ran to its end", PATIENCE, () -> attempts("outcome = 'renewed'") == 1);
    assertThat(sent()).isEqualTo(1);
    assertThat(attempts("true")).isEqualTo(1);
  }

  @Test
  void P03_whoever_looks_at_another_node_while_a_refresh_is_under_way_begins_none() {
    first.door = new CountDownLatch(1);
    assertThat(first.now.await(seen(), home.person(), Duration.ofMillis(1)))
        .isEqualTo(Waited.STILL_UNDER_WAY);
    Until.holds("it is under way", PATIENCE, () -> attempts("open") == 1);
    assertThat(second.now.await(seen(), home.person(), Duration.ofMillis(50)))
        .isEqualTo(Waited.STILL_UNDER_WAY);
    first.door.countDown();
    Until.holds("it ran to its end", PATIENCE, () -> attempts("outcome = 'renewed'") == 1);
    assertThat(sent()).isEqualTo(1);
    assertThat(attempts("true")).isEqualTo(1);
  }

  @Test
  void P03_callers_that_hang_up_again_and_again_lose_nothing() throws Exception {
    first.pause = Duration.ofMillis(20);
    // left once every flight is over, whoever still waits for it
    try (var flights = Executors.newVirtualThreadPerTaskExecutor()) {
      var now =
          new RefreshNow(first.due, new GrantStore(Server.db()), () -> flights, Thread::sleep);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var i = 0; i < 100; i++) {
          var caller = threads.submit(() -> now.await(seen(), home.person(), PATIENCE));
          Thread.sleep(i % 7);
          caller.cancel(true);
        }
      }
    }
    Until.holds("all ran to their ends", PATIENCE, () -> attempts("open") == 0);
    assertThat(attempts("outcome = 'renewed'")).isEqualTo(sent());
    assertThat(attempts("true")).isEqualTo(sent());
    assertThat(new GrantStore(Server.db()).find(home.tenant, grant).orElseThrow().status())
        .isEqualTo(GrantStatus.ACTIVE);
  }

  @Test
  void a_flight_that_broke_off_does_not_hold_its_grant() {
    var calls = new AtomicInteger();
    var store = new GrantStore(Server.db());
    var failing =
        (Grants)
            Proxy.newProxyInstance(
                Grants.class.getClassLoader(),
                new Class<?>[] {Grants.class},
                (proxy, method, arguments) -> {
                  if (calls.getAndIncrement() == 0) {
                    throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be");
                  }
                  try {
                    return method.invoke(store, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    var now =
        new RefreshNow(
            first.due, failing, Executors::newVirtualThreadPerTaskExecutor, Thread::sleep);
    var late = seen();
    assertThat(first.now.await(late, home.person(), PATIENCE)).isEqualTo(Waited.OVER);
    // too late to claim, so it looks, and the first look fails
    assertThatThrownBy(() -> now.await(late, home.person(), PATIENCE))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(now.await(seen(), home.person(), PATIENCE)).isEqualTo(Waited.OVER);
    assertThat(sent()).isEqualTo(2);
    now.stop();
  }

  @Test
  void a_token_that_lives_long_enough_is_not_refreshed() {
    assertThat(fetch(first, ANY)).isInstanceOf(Access.Granted.class);
    assertThat(fetch(second, Duration.ofHours(1)))
        .asInstanceOf(type(Access.Granted.class))
        .satisfies(granted -> assertThat(granted.refreshed()).isFalse());
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void whoever_asks_for_more_than_a_whole_life_gets_a_young_token_without_a_refresh() {
    fetch(first, ANY);
    assertThat(fetch(first, Duration.ofDays(2))).isInstanceOf(Access.Granted.class);
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void a_provider_that_asked_for_patience_is_left_alone() {
    first.instead =
        new TokenAnswer.Answered(
            429,
            TokenAnswer.BodyKind.EMPTY,
            null,
            null,
            null,
            Duration.ofMinutes(5),
            Duration.ofMillis(1));
    for (var i = 0; i < 3; i++) {
      assertThat(fetch(first, ANY))
          .asInstanceOf(type(Access.NotNow.class))
          .satisfies(not -> assertThat(not.retryAt()).isNotNull());
    }
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void P14_another_tenants_grant_does_not_exist() {
    var other = new Household();
    assertThat(first.access.fetch(other.tenant, grant, ANY, other.person()))
        .isEqualTo(new Access.NoSuchGrant());
    assertThat(sent()).isZero();
  }

  @Test
  void a_grant_that_needs_a_person_says_so() {
    new GrantChangeStore(Server.db()).pause(home.tenant, grant);
    assertThat(fetch(first, ANY)).isEqualTo(new Access.NotActive(GrantStatus.PAUSED, null));
    assertThat(sent()).isZero();
  }

  private Access fetch(Node node, Duration minTtl) {
    return node.access.fetch(home.tenant, grant, minTtl, home.person());
  }

  private Standing seen() {
    return new GrantStore(Server.db()).standing(home.tenant, grant).orElseThrow();
  }

  private int sent() {
    return first.sent.get() + second.sent.get();
  }

  private long attempts(String condition) {
    var rows =
        Server.asSuperuser(
            "SELECT count(*) FROM refresh_attempt WHERE grant_id = '%s' AND %s"
                .formatted(grant, condition));
    return Long.parseLong(String.valueOf(rows.getFirst().getFirst()));
  }

  private static <T> List<T> atOnce(int callers, Call<T> call) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = new ArrayList<Future<T>>();
      for (var i = 0; i < callers; i++) {
        var caller = i;
        Callable<T> task =
            () -> {
              start.await();
              return call.by(caller);
            };
        waiting.add(threads.submit(task));
      }
      start.countDown();
      var answers = new ArrayList<T>();
      for (var one : waiting) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  private interface Call<T> {
    T by(int caller);
  }
}
