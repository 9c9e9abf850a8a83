package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.demo.LedgerEntry;
import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Access tokens on demand, from the address to the provider's ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTokenIT {
  private static final String MODE = "api-tokens";
  private static final int LIFE = 25;

  /** An expiry that is waited for; whoever is late finds a new token all the same. */
  private static final int SHORT_LIFE = 8;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private Visitor admin = new Visitor(stack.base());
  private UUID provider = new UUID(0, 0);

  /** Only the refresh token is kept alive: access tokens come on demand. */
  @BeforeAll
  void a_provider_that_is_refreshed_on_demand() {
    admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    provider = register(MODE);
  }

  private UUID register(String mode) {
    live(mode, LIFE);
    return admin.registerDemoOnDemand("Tokens on demand, " + mode, demo, mode);
  }

  @Test
  void P03_a_hundred_callers_around_an_expiry_cost_one_redemption() throws Exception {
    var mode = MODE + "-around";
    var around = register(mode);
    live(mode, SHORT_LIFE);
    var grant = admin.connect(around, demo, "ada");
    var first = token(grant);
    assertThat(first.status()).isEqualTo(200);
    var end = Instant.parse(first.text("expires_at"));
    // however slowly a hundred are served here, what the one redemption gives outlives them
    live(mode, 3_600);
    var before = redemptions(mode, "ada");
    var answers = atOnce(100, i -> tokenAt(grant, end.plusMillis(20L * i - 1_000)));
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(redemptions(mode, "ada") - before).as("in the provider's ledger").isEqualTo(1);
    var tokens = answers.stream().map(answer -> answer.text("access_token")).distinct().toList();
    assertThat(tokens).as("the old one, and the new one").hasSizeBetween(1, 2);
    assertThat(answers.getLast().text("access_token")).isNotEqualTo(first.text("access_token"));
    assertThat(works(mode, answers.getLast().text("access_token"))).isTrue();
    assertThat(released(grant)).as("each release is an event").isEqualTo(101);
  }

  @Test
  void a_token_is_told_with_its_end_and_is_for_nobody_else_to_keep() {
    var grant = admin.connect(provider, demo, "ben");
    var answer = token(grant);
    assertThat(answer.json())
        .containsOnlyKeys("access_token", "token_type", "expires_at", "expires_in", "scope");
    assertThat(answer.text("token_type")).isEqualTo("Bearer");
    assertThat(Integer.parseInt(answer.text("expires_in"))).isBetween(1, LIFE);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(works(MODE, answer.text("access_token"))).isTrue();
    var event = acme.get("/api/v1/audit-events?type=token_released&grant=" + grant).items();
    assertThat(event).hasSize(1);
    assertThat(event.getFirst()).containsEntry("actor", "api_key:demo");
    assertThat(event.getFirst().toString()).doesNotContain(answer.text("access_token"));
  }

  @Test
  void a_refresh_that_is_asked_for_ends_before_the_answer() {
    var grant = admin.connect(provider, demo, "chen");
    var before = redemptions(MODE, "chen");
    var answer = acme.post("/api/v1/grants/" + grant + "/refresh");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.text("outcome")).isEqualTo("renewed");
    assertThat(redemptions(MODE, "chen") - before).isEqualTo(1);
    var shown = acme.get("/api/v1/grants/" + grant);
    assertThat(shown.text("last_success_at")).isEqualTo(answer.text("at"));
    assertThat(shown.text("status")).isEqualTo("active");
  }

  @Test
  void P06_a_withdrawn_consent_is_a_conflict_with_its_cause_and_the_way_to_mend_it() {
    var mode = MODE + "-withdrawn";
    var grant = admin.connect(register(mode), demo, "ada");
    assertThat(demo.revoke(mode, "ada")).isPositive();
    var refreshed = acme.post("/api/v1/grants/" + grant + "/refresh");
    var asked = token(grant);
    for (var answer : List.of(refreshed, asked)) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      assertThat(answer.problem()).isEqualTo("grant-not-active");
      assertThat(answer.text("grant_status")).isEqualTo("needs_consent");
      assertThat(answer.text("cause")).isNotEqualTo("null");
      assertThat(answer.text("page")).isEqualTo(stack.base() + "/grants/" + grant);
    }
    assertThat(released(grant)).isZero();
  }

  @Test
  void what_a_paused_provider_is_asked_for_is_a_conflict_that_leads_to_its_page() {
    var mode = MODE + "-paused";
    var paused = register(mode);
    live(mode, SHORT_LIFE);
    var grant = admin.connect(paused, demo, "ada");
    var page = "/providers/" + paused;
    assertThat(admin.press(admin.get(page), "pause", Map.of()).text()).contains("Paused");
    assertThat(token(grant).status()).as("what lives is given").isEqualTo(200);
    Until.within(PATIENCE, () -> token(grant).status() != 200);
    for (var answer : List.of(token(grant), acme.post("/api/v1/grants/" + grant + "/refresh"))) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      assertThat(answer.problem()).isEqualTo("grant-not-active");
      assertThat(answer.text("cause")).isEqualTo("provider_paused");
      assertThat(answer.text("page")).isEqualTo(stack.base() + page);
    }
  }

  @Test
  void without_the_vault_no_token_is_given_and_none_is_called_valid() {
    var grant = admin.connect(register(MODE + "-sealed"), demo, "ada");
    assertThat(token(grant).status()).isEqualTo(200);
    var bao = stack.stores().bao();
    bao.seal();
    try {
      var answer = token(grant);
      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      assertThat(answer.problem()).isEqualTo("store-unavailable");
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
      assertThat(answer.json()).doesNotContainKey("access_token");
    } finally {
      bao.crashAndRestart();
    }
    Until.holds("tokens are given again", PATIENCE, () -> token(grant).status() == 200);
  }

  @Test
  void P03_several_are_asked_for_in_one_call_and_each_costs_one_redemption() {
    var mode = MODE + "-several";
    var at = register(mode);
    live(mode, SHORT_LIFE);
    var ada = admin.connect(at, demo, "ada");
    var ben = admin.connect(at, demo, "ben");
    var chen = admin.connect(at, demo, "chen");
    assertThat(demo.revoke(mode, "chen")).isPositive();
    live(mode, 3_600);
    // what there is was to live for just so long
    var asked = several(SHORT_LIFE, ada, ben, chen);
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    assertThat(asked.header("Cache-Control")).isEqualTo("no-store");
    var items = asked.items();
    assertThat(items)
        .extracting(item -> item.get("grant"))
        .containsExactly(ada.toString(), ben.toString(), chen.toString());
    for (var item : items.subList(0, 2)) {
      assertThat(item.get("problem")).isNull();
      assertThat(works(mode, member(item, "token", "access_token"))).isTrue();
    }
    assertThat(items.getLast().get("token")).isNull();
    assertThat(member(items.getLast(), "problem", "grant_status")).isEqualTo("needs_consent");
    assertThat(member(items.getLast(), "problem", "consent_link"))
        .startsWith(stack.base().toString());
    assertThat(redemptions(mode, "ada")).isEqualTo(1);
    assertThat(redemptions(mode, "ben")).isEqualTo(1);
    assertThat(released(ada)).as("each release is an event").isEqualTo(1);
    assertThat(released(chen)).isZero();
  }

  @Test
  void each_of_several_counts_as_a_call() throws Exception {
    var body = "{\"name\":\"several %s\",\"scopes\":[\"token\"]}".formatted(UUID.randomUUID());
    var made = Sent.json(acme, "POST", "/api/v1/api-keys", body);
    var own = new BackEnd(stack.base(), new ApiKeySecret(made.text("secret")));
    // five seconds' worth are a thousand, so four thousand at once are too many on any machine
    var answers = atOnce(40, i -> own.get(path(0, many(100))));
    assertThat(answers).extracting(Answer::status).contains(200, 429).containsOnly(200, 429);
  }

  @Test
  void several_are_one_or_more_and_each_once() {
    var id = UUID.randomUUID();
    var tooMany = Stream.of(many(101)).map(one -> "grant=" + one).collect(Collectors.joining("&"));
    for (var query : List.of("", "grant=" + id + "&grant=" + id, "grant=x", tooMany)) {
      var refused = acme.get("/api/v1/access-tokens?" + query);
      assertThat(refused.status()).as(query).isEqualTo(400);
      assertThat(refused.problem()).isEqualTo("invalid-parameter");
      assertThat(refused.text("parameter")).isEqualTo("grant");
    }
  }

  private Answer several(int minTtl, UUID... grants) {
    return acme.get(path(minTtl, grants));
  }

  private static String path(int minTtl, UUID... grants) {
    var asked = Stream.of(grants).map(grant -> "grant=" + grant).collect(Collectors.joining("&"));
    return "/api/v1/access-tokens?" + asked + "&min_ttl=" + minTtl;
  }

  private static UUID[] many(int count) {
    return IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);
  }

  private static String member(Map<String, Object> item, String of, String name) {
    return String.valueOf(((Map<?, ?>) Objects.requireNonNull(item.get(of))).get(name));
  }

  private Answer token(UUID grant) {
    return acme.get("/api/v1/grants/" + grant + "/access-token?min_ttl=0");
  }

  private Answer tokenAt(UUID grant, Instant at) throws InterruptedException {
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), at).toMillis()));
    return token(grant);
  }

  private long released(UUID grant) {
    var path = "/api/v1/audit-events?limit=200&type=token_released&grant=" + grant;
    return acme.get(path).items().size();
  }

  private void live(String mode, int seconds) {
    demo.settings(mode, Map.of("access_life_s", seconds));
  }

  private long redemptions(String mode, String account) {
    return demo.ledger(mode).stream()
        .filter(entry -> entry.kind().equals("refresh_token"))
        .filter(entry -> account.equals(entry.account()))
        .filter(LedgerEntry::accepted)
        .count();
  }

  /** As the provider's API sees it. */
  private boolean works(String mode, String token) {
    return BackEnd.send(
                demo.issuer(mode),
                demo.issuer(mode) + "/userinfo",
                request -> request.header("Authorization", "Bearer " + token))
            .status()
        == 200;
  }

  private static List<Answer> atOnce(int count, Call call) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<Answer>>();
      for (var i = 0; i < count; i++) {
        var number = i;
        asked.add(threads.submit(() -> call.make(number)));
      }
      var answers = new ArrayList<Answer>();
      for (var future : asked) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  /** One of many calls. */
  private interface Call {
    Answer make(int number) throws InterruptedException;
  }
}
