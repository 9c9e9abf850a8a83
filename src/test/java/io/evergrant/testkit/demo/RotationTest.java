package io.evergrant.testkit.demo;

import static io.evergrant.testkit.demo.Application.error;
import static io.evergrant.testkit.demo.Application.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotationTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
  private final DemoProvider provider = DemoProvider.start(0, null, now::get);

  @AfterEach
  void stop() {
    provider.close();
  }

  private Application app(String mode) {
    return new Application(provider.issuer(mode));
  }

  private String seed(String mode) {
    return provider
        .seed(mode, DemoProvider.CLIENT_ID, 1, "openid offline_access")
        .getFirst()
        .refreshToken();
  }

  private void pass(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }

  private static String next(Application app, String token) {
    var answer = app.refresh(token);
    assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
    return json(answer).getAsString("refresh_token");
  }

  @Test
  void strict_a_spent_token_kills_the_newest_too() {
    var app = app("strict");
    var first = seed("strict");
    var second = next(app, first);
    var third = next(app, second);
    assertThat(error(app.refresh(first))).isEqualTo("400 invalid_grant");
    assertThat(error(app.refresh(third))).isEqualTo("400 invalid_grant");
  }

  @Test
  void strict_of_fifty_at_once_one_is_accepted_and_the_ledger_agrees() throws Exception {
    var app = app("strict");
    var token = seed("strict");
    var gate = new CountDownLatch(1);
    var answers = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 50; i++) {
        answers.add(
            threads.submit(
                () -> {
                  gate.await();
                  return app.refresh(token).getStatusCode();
                }));
      }
      gate.countDown();
    }
    var accepted = 0;
    for (var answer : answers) {
      accepted += answer.get() == 200 ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(1);
    assertThat(provider.ledger()).hasSize(50).filteredOn(LedgerEntry::accepted).hasSize(1);
    assertThat(provider.ledger()).extracting(LedgerEntry::seq).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void never_the_token_stays_and_can_be_left_out_of_the_answer() {
    var app = app("never");
    var token = seed("never");
    assertThat(next(app, token)).isEqualTo(token);
    assertThat(next(app, token)).isEqualTo(token);
    provider.settings("never", Map.of("repeats", false));
    assertThat(json(app.refresh(token))).doesNotContainKey("refresh_token");
  }

  @Test
  void grace_accepts_a_spent_token_until_it_is_over() {
    var app = app("grace");
    var first = seed("grace");
    var second = next(app, first);
    pass(Duration.ofSeconds(29));
    var third = next(app, first);
    assertThat(third).isNotEqualTo(second);
    pass(Duration.ofSeconds(2));
    assertThat(error(app.refresh(first))).isEqualTo("400 invalid_grant");
    assertThat(error(app.refresh(third))).isEqualTo("400 invalid_grant");
  }

  @Test
  void reuse_may_do_nothing_or_end_the_accounts_other_grants() {
    provider.settings("mild", Map.of("reuse", "NOTHING"));
    var mild = app("mild");
    var first = seed("mild");
    var second = next(mild, first);
    assertThat(error(mild.refresh(first))).isEqualTo("400 invalid_grant");
    next(mild, second);

    provider.settings("harsh", Map.of("reuse", "REVOKES_MORE"));
    var harsh = app("harsh");
    var one = harsh.connect("ada").getAsString("refresh_token");
    var other = harsh.connect("ada").getAsString("refresh_token");
    var foreign = harsh.connect("ben").getAsString("refresh_token");
    next(harsh, one);
    assertThat(error(harsh.refresh(one))).isEqualTo("400 invalid_grant");
    assertThat(error(harsh.refresh(other))).isEqualTo("400 invalid_grant");
    next(harsh, foreign);

    var later = harsh.connect("ada").getAsString("refresh_token");
    assertThat(error(harsh.refresh(one))).isEqualTo("400 invalid_grant");
    next(harsh, later);
  }

  @Test
  void a_refresh_token_idles_out_and_has_an_absolute_end() {
    provider.settings(
        "short",
        Map.of("refresh_life_s", 100, "refresh_absolute_s", 150, "reports_refresh_life", true));
    var app = app("short");
    var idle = seed("short");
    var token = seed("short");
    pass(Duration.ofSeconds(90));
    var answer = json(app.refresh(token));
    assertThat(answer.getAsNumber("refresh_expires_in").intValue()).isEqualTo(60);
    pass(Duration.ofSeconds(20));
    assertThat(error(app.refresh(idle))).isEqualTo("400 invalid_grant");
    pass(Duration.ofSeconds(40));
    assertThat(error(app.refresh(answer.getAsString("refresh_token"))))
        .isEqualTo("400 invalid_grant");
  }

  @Test
  void a_token_of_one_issuer_is_nothing_to_another() {
    assertThat(error(app("grace").refresh(seed("strict")))).isEqualTo("400 invalid_grant");
  }

  @Test
  void an_access_token_lives_as_long_as_it_says() {
    var app = app("strict");
    var access = json(app.refresh(seed("strict"))).getAsString("access_token");
    pass(Duration.ofSeconds(59));
    assertThat(app.userInfo(access).getStatusCode()).isEqualTo(200);
    pass(Duration.ofSeconds(2));
    assertThat(app.userInfo(access).getStatusCode()).isEqualTo(401);
  }
}
