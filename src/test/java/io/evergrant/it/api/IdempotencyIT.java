package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a back end sends again because it did not hear the answer does nothing twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyIT {
  private static final String LINKS = "/api/v1/connect-links";
  private static final String MODE = "rest-once";

  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private final BackEnd globex = new BackEnd(stack.base(), stack.seed().globex().apiKey());
  private Visitor admin = new Visitor(stack.base());
  private UUID provider = new UUID(0, 0);

  @BeforeAll
  void a_provider() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    provider = admin.registerDemo("Once by REST", stack.provider(), MODE);
  }

  @Test
  void the_same_request_gets_the_same_answer_with_its_secret_and_makes_one_link() {
    var key = UUID.randomUUID().toString();
    var external = "once-" + key;
    var first = link(acme, key, external);
    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    var again = link(acme, key, external);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body()).contains("/connect/");
    for (var header : List.of("Location", "Content-Type", "Cache-Control")) {
      assertThat(again.header(header)).as(header).isEqualTo(first.header(header)).isNotEmpty();
    }
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("RateLimit")).isNotEmpty();
    assertThat(acme.get(LINKS + "?limit=200").items())
        .filteredOn(item -> external.equals(item.get("external_id")))
        .hasSize(1);
  }

  /** An answer of 503 leaves no row behind: the link may be there, and whoever asked asks again. */
  @Test
  void a_link_that_was_made_before_a_503_is_found_again() throws SQLException {
    var key = UUID.randomUUID().toString();
    var external = "again-" + key;
    var first = link(acme, key, external);
    assertThat(first.status()).as(first.body()).isEqualTo(201);
    forget(key);
    var again = link(acme, key, external);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).as("it ran").isEmpty();
    assertThat(again.body()).isEqualTo(first.body());
    forget(key);
    assertThat(link(acme, key, external + "-other").text("id")).isNotEqualTo(first.text("id"));
    assertThat(acme.get(LINKS + "?limit=200").items())
        .filteredOn(item -> external.equals(item.get("external_id")))
        .hasSize(1);
  }

  private void forget(String key) throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var delete =
            connection.prepareStatement(
                "DELETE FROM answered_once WHERE hash = encode(sha256(convert_to(?, 'UTF8')),"
                    + " 'hex')")) {
      delete.setString(1, key);
      assertThat(delete.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void another_request_with_the_same_key_is_refused_and_another_callers_key_is_another() {
    var key = UUID.randomUUID().toString();
    var first = link(acme, key, "one-" + key);
    assertThat(first.status()).isEqualTo(201);
    var other = link(acme, key, "other-" + key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    var elsewhere = Sent.act(acme, "/api/v1/providers/" + provider + "/pause", HEADER, quoted(key));
    assertThat(elsewhere.problem()).isEqualTo("idempotency-key-reused");
    assertThat(acme.get("/api/v1/providers/" + provider).text("status")).isEqualTo("active");
    var theirs = link(globex, key, "one-" + key);
    assertThat(theirs.problem()).as("their own first request").isEqualTo("invalid-body");
  }

  @Test
  void P11_the_database_holds_neither_key_nor_answer_in_plain_text() throws SQLException {
    var key = "canary-" + UUID.randomUUID();
    var url = link(acme, key, "x").text("url");
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT a::text FROM answered_once a")) {
      var seen = 0;
      while (rows.next()) {
        seen++;
        assertThat(rows.getString(1))
            .doesNotContain(key)
            .doesNotContain(url.substring(url.length() - 20));
      }
      assertThat(seen).isPositive();
    }
  }

  @Test
  void of_many_at_once_one_runs_and_the_others_are_told_so_or_get_its_answer()
      throws InterruptedException, ExecutionException {
    var key = UUID.randomUUID().toString();
    var body = providerBody("at once " + key);
    var answers = new ArrayList<Future<Answer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 12; i++) {
        answers.add(threads.submit(() -> send(acme, "/api/v1/providers", key, body)));
      }
      for (var answer : answers) {
        if (answer.get().status() == 409) {
          assertThat(answer.get().problem()).isEqualTo("idempotent-under-way");
          assertThat(answer.get().header("Retry-After")).isNotEmpty();
        } else {
          assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(201);
        }
      }
    }
    assertThat(acme.get("/api/v1/providers").items())
        .filteredOn(item -> ("at once " + key).equals(item.get("name")))
        .hasSize(1);
  }

  @Test
  void a_refusal_is_an_answer_too_and_a_body_that_is_too_longeris_none() {
    var key = UUID.randomUUID().toString();
    var bad = "{\"provider\":\"" + UUID.randomUUID() + "\"}";
    assertThat(send(acme, LINKS, key, bad).problem()).isEqualTo("invalid-body");
    var again = send(acme, LINKS, key, bad);
    assertThat(again.problem()).isEqualTo("invalid-body");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    var other = UUID.randomUUID().toString();
    var longer = "{\"x\":\"" + "x".repeat(200_000) + "\"}";
    assertThat(send(acme, LINKS, other, longer).problem()).isEqualTo("body-too-large");
    assertThat(link(acme, other, "y").status()).isEqualTo(201);
  }

  @Test
  void an_import_of_megabytes_is_taken_once() {
    var key = UUID.randomUUID().toString();
    var rows = new StringBuilder();
    for (var i = 0; i < 20; i++) {
      rows.append("{\"provider\":\"%s\",\"external_id\":\"%s-%d\",".formatted(provider, key, i))
          .append("\"token\":{\"refresh_token\":\"r-%s-%d\"}}".formatted(key, i))
          .append(" ".repeat(100_000))
          .append('\n');
    }
    var first = imported(key, rows.toString());
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.text("imported")).isEqualTo("20");
    var again = imported(key, rows.toString());
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(imported(key, rows + "\n").problem()).isEqualTo("idempotency-key-reused");
  }

  @Test
  void what_is_no_key_is_refused() {
    for (var wrong : List.of("\"\"", "a b", "\"" + "x".repeat(256) + "\"", "\"a\", \"b\"")) {
      var answer = Sent.act(acme, LINKS, HEADER, wrong);
      assertThat(answer.problem()).as(wrong).isEqualTo("invalid-header");
      assertThat(answer.text("header")).isEqualTo(HEADER);
    }
  }

  private static final String HEADER = "Idempotency-Key";

  private Answer imported(String key, String rows) {
    return acme.call(
        "POST",
        "/api/v1/grants/import?mode=rows",
        request ->
            request
                .header(HEADER, quoted(key))
                .header("Content-Type", "application/jsonl")
                .POST(BodyPublishers.ofByteArray(rows.getBytes(UTF_8))));
  }

  private Answer link(BackEnd by, String key, String external) {
    return send(
        by,
        LINKS,
        key,
        "{\"provider\":\"%s\",\"external_id\":\"%s\"}".formatted(provider, external));
  }

  private static Answer send(BackEnd by, String path, String key, String body) {
    return by.call(
        "POST",
        path,
        request ->
            request
                .header(HEADER, quoted(key))
                .header("Content-Type", Sent.JSON)
                .POST(BodyPublishers.ofString(body)));
  }

  private static String providerBody(String name) {
    return """
    {"name":"%s","client_id":"c","client_secret":"s","scope":"a",
     "authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t"}
    """
        .formatted(name);
  }

  private static String quoted(String key) {
    return "\"" + key + "\"";
  }
}
