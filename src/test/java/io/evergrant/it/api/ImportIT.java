package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.Application;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.demo.LedgerEntry;
import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens that another program obtained move in, from the address to the provider's ledger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportIT {
  private static final String MODE = "import";
  private static final String IMPORT = "/api/v1/grants/import";
  private static final String SCOPE = "openid profile email offline_access";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final byte[] PICKLE =
      Base64.getDecoder().decode("gASVGgAAAAAAAAB9lIwNcmVmcmVzaF90b2tlbpSMAnIxlHMu");

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private final BackEnd globex = new BackEnd(stack.base(), stack.seed().globex().apiKey());
  private Visitor admin = new Visitor(stack.base());
  private UUID provider = new UUID(0, 0);

  @BeforeAll
  void a_provider() {
    admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    provider = register(MODE);
  }

  private UUID register(String mode) {
    demo.settings(mode, Map.of("access_life_s", 3_600));
    return admin.registerDemo("Moving in, " + mode, demo, mode);
  }

  @Test
  void P16_tokens_of_another_program_count_as_active_when_their_first_refresh_proved_them() {
    var mode = MODE + "-proved";
    var at = register(mode);
    var app = new Application(demo.issuer(mode));
    var kept =
        Map.of(
            "c-ada",
            app.connect("ada"),
            "c-ben",
            app.connect("ben"),
            "c-chen",
            app.connect("chen"));
    admin.press(admin.get("/providers/" + at), "pause", Map.of());
    var results = new ArrayList<Answer>();
    results.add(send("application/json", "[" + row(at, "c-ada", kept) + "]"));
    results.add(send("application/jsonl", row(at, "c-ben", kept) + "\n"));
    results.add(
        send(
            "text/csv",
            "provider,external_id,refresh_token,expires_at\n%s,c-chen,%s,%s\n"
                .formatted(
                    at,
                    Objects.requireNonNull(kept.get("c-chen")).get("refresh_token"),
                    4102444800.5)));
    var grants = new HashMap<String, UUID>();
    for (var result : results) {
      assertThat(result.status()).as(result.body()).isEqualTo(200);
      assertThat(result.text("imported")).isEqualTo("1");
      kept.values().forEach(token -> assertNoToken(result.body(), token));
      var item = result.items().getFirst();
      grants.put(text(item, "external_id"), UUID.fromString(text(item, "grant")));
    }
    grants.forEach(
        (name, grant) -> {
          var shown = acme.get("/api/v1/grants/" + grant);
          assertThat(shown.text("status")).isEqualTo("unproved");
          assertThat(shown.text("external_id")).isEqualTo(name);
          var token = acme.get("/api/v1/grants/" + grant + "/access-token");
          assertThat(token.text("cause")).as(token.body()).isEqualTo("provider_paused");
          assertThat(token.json()).doesNotContainKey("access_token");
          assertThat(admin.get("/grants/" + grant).text()).contains("Imported, not proved yet");
        });
    assertThat(acme.get("/api/v1/grants?status=active&provider=" + at).items()).isEmpty();
    assertThat(acme.get("/api/v1/grants?status=unproved&provider=" + at).items()).hasSize(3);
    assertThat(admin.get("/").text()).contains("Imported, not proved yet");
    assertThat(redemptions(mode)).isZero();

    admin.press(admin.get("/providers/" + at), "resume", Map.of());
    Until.holds(
        "all are proved",
        PATIENCE,
        () -> acme.get("/api/v1/grants?status=active&provider=" + at).items().size() == 3);
    assertThat(redemptions(mode)).as("one refresh each").isEqualTo(3);
    for (var grant : grants.values()) {
      var token = acme.get("/api/v1/grants/" + grant + "/access-token");
      assertThat(token.status()).as(token.body()).isEqualTo(200);
      assertThat(works(mode, token.text("access_token"))).isTrue();
      var events = events("grant=" + grant);
      assertThat(events).filteredOn(e -> "tokens_imported".equals(e.get("type"))).hasSize(1);
      assertThat(events).filteredOn(e -> "refresh_ended".equals(e.get("type"))).hasSize(1);
      kept.values().forEach(secret -> assertNoToken(events.toString(), secret));
    }
    var ended = events("type=import_ended&provider=" + at);
    assertThat(ended)
        .hasSize(3)
        .allSatisfy(e -> assertThat(e).containsEntry("outcome", "imported"));
    assertThat(ended.toString()).contains("imported").contains("rows");
  }

  @Test
  void a_token_that_is_asked_for_first_is_proved_at_once_and_one_that_is_dead_never_counts() {
    var mode = MODE + "-asked";
    var at = register(mode);
    var seeded = demo.seed(mode, DemoProvider.CLIENT_ID, 40, SCOPE);
    var rows = new ArrayList<String>();
    for (var i = 0; i < 40; i++) {
      rows.add(row(at, "q-" + i, i == 0 ? "dead-token" : seeded.get(i).refreshToken()));
    }
    var items = send("application/json", rows.toString()).items();
    var last = text(items.getLast(), "grant");
    var token = acme.get("/api/v1/grants/" + last + "/access-token");
    assertThat(token.status()).as(token.body()).isEqualTo(200);
    assertThat(works(mode, token.text("access_token"))).isTrue();
    assertThat(acme.get("/api/v1/grants/" + last).text("status")).isEqualTo("active");
    var dead = text(items.getFirst(), "grant");
    Until.holds(
        "the dead one needs consent",
        PATIENCE,
        () -> acme.get("/api/v1/grants/" + dead).text("status").equals("needs_consent"));
    assertThat(acme.get("/api/v1/grants/" + dead + "/access-token").status()).isEqualTo(409);
  }

  @Test
  void one_bad_row_keeps_the_others_out_unless_each_goes_for_itself() {
    var mode = MODE + "-rows";
    var at = register(mode);
    var seeded = demo.seed(mode, DemoProvider.CLIENT_ID, 3, SCOPE);
    var good =
        seeded.stream().map(one -> row(at, "b-" + one.subject(), one.refreshToken())).toList();
    var body = "[%s,%s,%s]".formatted(good.get(0), row(at, "b-bad", 7), good.get(1));
    var refused = send("application/json", body);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem()).isEqualTo("invalid-body");
    assertThat(refused.body())
        .contains("\"row\":2")
        .contains("token.refresh_token")
        .contains("wrong_type");
    assertThat(acme.get("/api/v1/grants?provider=" + at).items()).isEmpty();
    assertThat(redemptions(mode)).isZero();

    var report = post(acme, IMPORT + "?mode=rows", "application/json", body);
    assertThat(report.status()).as(report.body()).isEqualTo(200);
    assertThat(report.text("imported")).isEqualTo("2");
    assertThat(report.text("refused")).isEqualTo("1");
    assertThat(report.items()).extracting(item -> item.get("row")).containsExactly(1L, 2L, 3L);
    assertThat(report.items().get(1)).containsEntry("field", "token.refresh_token");
    assertThat(acme.get("/api/v1/grants?provider=" + at).items()).hasSize(2);
  }

  @Test
  void two_thousand_move_in_at_a_pace_that_the_provider_bears() {
    var mode = MODE + "-many";
    var at = register(mode);
    var seeded = demo.seed(mode, DemoProvider.CLIENT_ID, 2_000, SCOPE);
    var lines =
        seeded.stream()
            .map(one -> row(at, "m-" + one.subject(), one.refreshToken()))
            .collect(Collectors.joining("\n"));
    var before = Instant.now();
    var report = send("application/x-ndjson", lines);
    var took = Duration.between(before, Instant.now());
    assertThat(report.status()).as(report.body().lines().findFirst().toString()).isEqualTo(200);
    assertThat(report.text("imported")).isEqualTo("2000");
    assertThat(took).isLessThan(Duration.ofSeconds(80));
    var dues = report.items().stream().map(item -> Instant.parse(text(item, "due_at"))).toList();
    assertThat(Duration.between(dues.getFirst(), dues.getLast()))
        .as("ten a second")
        .isBetween(Duration.ofSeconds(195), Duration.ofSeconds(205));
    Until.holds("some are proved", PATIENCE, () -> redemptions(mode) >= 30);
    var passed = Duration.between(before, Instant.now()).toMillis() / 1_000.0;
    assertThat(redemptions(mode)).isLessThanOrEqualTo((long) (10 * passed) + 40);
    assertThat(demo.ledger(mode)).allMatch(LedgerEntry::accepted);
    assertThat(events("type=tokens_imported&provider=" + at)).hasSize(200);
    // or three minutes of refreshes go on beside whatever is tested next
    admin.press(admin.get("/providers/" + at), "pause", Map.of());
  }

  @Test
  void the_same_account_stays_one_grant_and_a_spent_token_replaces_nothing() {
    var mode = MODE + "-again";
    var at = register(mode);
    var app = new Application(demo.issuer(mode));
    var first = Objects.toString(app.connect("ada").get("refresh_token"));
    var grant = imported(send("application/json", "[" + row(at, "a-1", first) + "]"), "imported");
    Until.holds("it is proved", PATIENCE, () -> status(grant).equals("active"));
    var spent = send("application/json", "[" + row(at, "a-1", first) + "]");
    assertThat(spent.status()).as(spent.body()).isEqualTo(422);
    assertThat(spent.body()).contains("\"spent\"");

    admin.press(admin.get("/providers/" + at), "pause", Map.of());
    var second = Objects.toString(app.connect("ada").get("refresh_token"));
    var again = send("application/json", "[" + row(at, "a-1", second) + "]");
    assertThat(imported(again, "replaced")).isEqualTo(grant);
    assertThat(status(grant)).as("proved was another token").isEqualTo("unproved");
    var same = send("application/json", "[" + row(at, "a-1", second) + "]");
    assertThat(imported(same, "unchanged")).isEqualTo(grant);
    var taken = send("application/json", "[" + row(at, "a-2", second) + "]");
    assertThat(taken.status()).as(taken.body()).isEqualTo(422);
    assertThat(taken.body()).contains("\"token_taken\"");
    admin.press(admin.get("/providers/" + at), "resume", Map.of());
    Until.holds("it is proved again", PATIENCE, () -> status(grant).equals("active"));
    assertThat(acme.get("/api/v1/grants?provider=" + at).items()).hasSize(1);
  }

  @Test
  void P14_a_foreign_provider_is_as_good_as_none() {
    var foreign = post(globex, IMPORT, "application/json", "[" + row(provider, "f", "r") + "]");
    var unknown =
        post(globex, IMPORT, "application/json", "[" + row(UUID.randomUUID(), "f", "r") + "]");
    assertThat(foreign.status()).isEqualTo(422);
    assertThat(foreign.text("rows")).contains("no_such_provider");
    assertThat(foreign.body()).isEqualTo(unknown.body());
  }

  @Test
  void P16_a_serialized_object_is_refused_with_the_reason_and_the_safe_way() {
    var java = new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 0x73, 0x72};
    var base64 = Base64.getEncoder().encode(PICKLE);
    for (var type : List.of("application/octet-stream", "application/json", "text/csv")) {
      for (var body : List.of(PICKLE, base64, java, "rO0ABXNyABFqYXZh".getBytes(UTF_8))) {
        var answer = acme.post(IMPORT, type, body);
        assertThat(answer.status()).as(type).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("serialized-object");
        assertThat(answer.text("detail"))
            .contains("whatever its writer wanted", "as JSON", "external_id")
            .as(type);
      }
    }
    var inRow = send("application/json", "[" + row(provider, "p", new String(base64, UTF_8)) + "]");
    assertThat(inRow.status()).isEqualTo(422);
    assertThat(inRow.body()).contains("\"pickle\"").contains("runs whatever");
  }

  @Test
  void whatever_is_wrong_is_a_problem_document_and_nothing_is_written() {
    var before = acme.get("/api/v1/grants?provider=" + provider).items().size();
    var deep = "[{\"token\":" + "[".repeat(100_000) + "]";
    var notUtf8 = acme.post(IMPORT, "application/json", new byte[] {'[', (byte) 0xC3, '(', ']'});
    assertThat(notUtf8.problem()).isEqualTo("malformed-body");
    var wrong = new HashMap<String, String>();
    for (var body : List.of("", "[", "{}", "[]", "[{]", deep)) {
      wrong.put(body, "malformed-body");
    }
    for (var body :
        List.of(
            "[1,null,\"x\",[]]",
            "[{\"provider\":\"x\"}]",
            "[{\"token\":1e999999999}]",
            "[" + row(provider, "n", "r\\u0000") + "]",
            "[" + row(provider, "\\ud800", "r") + "]",
            "[" + row(provider, "d", "r1") + "," + row(provider, "d", "r2") + "]",
            "[" + row(provider, "d", "r1") + "," + row(provider, "e", "r1") + "]")) {
      wrong.put(body, "invalid-body");
    }
    wrong.forEach(
        (body, problem) -> {
          var answer = send("application/json", body);
          var shown = body.substring(0, Math.min(60, body.length()));
          assertThat(answer.problem()).as(shown + ": " + answer.body()).isEqualTo(problem);
          assertThat(answer.status()).as(shown).isBetween(400, 499);
        });
    var rows = IntStream.range(0, 5_001).mapToObj(i -> "{}").collect(Collectors.joining("\n"));
    assertThat(send("application/jsonl", rows).problem()).isEqualTo("body-too-large");
    var long_ = acme.post(IMPORT, "text/csv", new byte[8 * 1024 * 1024 + 1]);
    assertThat(long_.status()).isEqualTo(413);
    assertThat(long_.text("detail")).contains("8 MiB");
    for (var type : List.of("text/plain", "application/xml", "application/json; charset=utf-16")) {
      assertThat(acme.post(IMPORT, type, "[]".getBytes(UTF_8)).problem())
          .as(type)
          .isEqualTo("unsupported-media-type");
    }
    assertThat(post(acme, IMPORT + "?mode=some", "application/json", "[]").problem())
        .isEqualTo("invalid-parameter");
    assertThat(acme.get("/api/v1/grants?provider=" + provider).items()).hasSize(before);
  }

  @Test
  void without_the_vault_nothing_is_half_there() {
    var mode = MODE + "-sealed";
    var at = register(mode);
    var token = demo.seed(mode, DemoProvider.CLIENT_ID, 1, SCOPE).getFirst().refreshToken();
    var body = "[" + row(at, "s", token) + "]";
    var bao = stack.stores().bao();
    bao.seal();
    try {
      for (var asked : List.of("all", "rows")) {
        var answer = post(acme, IMPORT + "?mode=" + asked, "application/json", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("store-unavailable");
      }
    } finally {
      bao.crashAndRestart();
    }
    assertThat(acme.get("/api/v1/grants?provider=" + at).items()).isEmpty();
    Until.holds(
        "it is imported when Vault is back",
        PATIENCE,
        () -> send("application/json", body).status() == 200);
  }

  private UUID imported(Answer answer, String result) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.items()).hasSize(1);
    assertThat(answer.items().getFirst()).containsEntry("result", result);
    return UUID.fromString(text(answer.items().getFirst(), "grant"));
  }

  private String status(UUID grant) {
    return acme.get("/api/v1/grants/" + grant).text("status");
  }

  private Answer send(String type, String body) {
    return post(acme, IMPORT, type, body);
  }

  private static Answer post(BackEnd by, String path, String type, String body) {
    return by.post(path, type, body.getBytes(UTF_8));
  }

  private List<Map<String, Object>> events(String question) {
    return acme.get("/api/v1/audit-events?limit=200&" + question).items();
  }

  private static String row(UUID provider, String externalId, Map<String, JSONObject> tokens) {
    return row(provider, externalId, Objects.requireNonNull(tokens.get(externalId)));
  }

  /** As a library keeps it: the answer of the token endpoint, and when it ends. */
  private static String row(UUID provider, String externalId, JSONObject token) {
    var kept = new JSONObject(token);
    kept.put("expires_at", 4102444800.25);
    return "{\"provider\":\"%s\",\"external_id\":\"%s\",\"token\":%s}"
        .formatted(provider, externalId, kept.toJSONString());
  }

  private static String row(UUID provider, String externalId, String refreshToken) {
    return "{\"provider\":\"%s\",\"external_id\":\"%s\",\"token\":{\"refresh_token\":\"%s\"}}"
        .formatted(provider, externalId, refreshToken);
  }

  private static String row(UUID provider, String externalId, int refreshToken) {
    return "{\"provider\":\"%s\",\"external_id\":\"%s\",\"token\":{\"refresh_token\":%d}}"
        .formatted(provider, externalId, refreshToken);
  }

  private static void assertNoToken(String told, JSONObject token) {
    assertThat(told)
        .doesNotContain(Objects.toString(token.get("refresh_token")))
        .doesNotContain(Objects.toString(token.get("access_token")));
  }

  private long redemptions(String mode) {
    return demo.ledger(mode).stream().filter(entry -> entry.kind().equals("refresh_token")).count();
  }

  private boolean works(String mode, String token) {
    return BackEnd.send(
                demo.issuer(mode),
                demo.issuer(mode) + "/userinfo",
                request -> request.header("Authorization", "Bearer " + token))
            .status()
        == 200;
  }

  private static String text(Map<String, Object> item, String member) {
    return String.valueOf(item.get(member));
  }
}
