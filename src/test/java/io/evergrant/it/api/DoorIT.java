package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import io.evergrant.usecase.apikey.KeyFormat;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is let in, and how everybody else is turned away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorIT {
  private final Stack stack = Stack.shared();
  private final URI base = stack.base();
  private final BackEnd acme = new BackEnd(base, stack.seed().acme().apiKey());
  private Visitor admin = new Visitor(base);

  @BeforeAll
  void signIn() {
    admin = Visitor.signedIn(base, stack.seed().acme().admin());
  }

  @Test
  void a_key_opens_and_no_cookie_is_set() {
    var answer = acme.get("/api/v1/grants");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("RateLimit-Policy")).matches("\"key\";q=\\d+;w=5");
    assertThat(answer.header("RateLimit")).matches("\"key\";r=\\d+;t=\\d+");
  }

  @Test
  void without_a_key_every_address_answers_the_same() {
    for (var path :
        List.of(
            "/api/v1/grants", "/api/v1/nothing", "/api", "/api/v1/grants/" + UUID.randomUUID())) {
      var answer = BackEnd.send(base, path, request -> request);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.problem()).isEqualTo("key-missing");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"evergrant\"");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void a_session_of_the_portal_opens_nothing_here() {
    assertThat(admin.get("/grants").status()).isEqualTo(200);
    assertThat(admin.get("/api/v1/grants").status()).isEqualTo(401);
  }

  @Test
  void a_key_opens_no_page() {
    var answer = acme.get("/grants");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).startsWith("/login");
  }

  @Test
  void the_description_is_there_for_anybody() {
    var answer = BackEnd.send(base, "/openapi", request -> request.GET());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/yaml");
    assertThat(answer.body()).startsWith("openapi: 3.1.0");
  }

  @Test
  void what_is_no_key_is_refused_whatever_it_is() {
    var unknown = KeyFormat.make(new SecureRandom()).reveal();
    for (var token :
        List.of("eg_", "x", unknown, unknown + "x", "ä".repeat(100), "a".repeat(5_000))) {
      var answer =
          BackEnd.send(
              base,
              "/api/v1/grants",
              request -> request.header("Authorization", "Bearer " + token));
      assertThat(answer.status()).as(token).isEqualTo(401);
      assertThat(answer.problem()).isEqualTo("key-unknown");
      assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }
    var basic =
        BackEnd.send(
            base, "/api/v1/grants", request -> request.header("Authorization", "Basic eDp5"));
    assertThat(basic.problem()).isEqualTo("key-missing");
  }

  @Test
  void a_scope_that_is_missing_is_named() {
    var reader = key(Map.of("scope-read", "on"));
    assertThat(reader.get("/api/v1/grants").status()).isEqualTo(200);
    var answer = reader.get("/api/v1/audit-events");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("scope-missing");
    assertThat(answer.text("scope")).isEqualTo("audit");
    assertThat(answer.header("WWW-Authenticate")).contains("scope=\"audit\"");
    var id = UUID.randomUUID();
    assertThat(reader.get("/api/v1/grants/" + id + "/access-token").text("scope"))
        .isEqualTo("token");
    assertThat(reader.post("/api/v1/grants/" + id + "/refresh").text("scope")).isEqualTo("manage");
    var auditor = key(Map.of("scope-audit", "on"));
    for (var path : List.of("/api/v1/grants", "/api/v1/providers", "/api/v1/grants/" + id)) {
      assertThat(auditor.get(path).text("scope")).as(path).isEqualTo("read");
    }
  }

  @Test
  void a_key_with_ranges_is_refused_from_elsewhere() {
    var elsewhere = key(Map.of("scope-read", "on", "addresses", "192.0.2.0/24"));
    var answer = elsewhere.get("/api/v1/grants");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("address-refused");
    var forged =
        elsewhere.call(
            "GET", "/api/v1/grants", request -> request.header("X-Forwarded-For", "192.0.2.1"));
    assertThat(forged.problem()).as("nobody trusted says so").isEqualTo("address-refused");
    var here = key(Map.of("scope-read", "on", "addresses", "127.0.0.0/8 ::1"));
    assertThat(here.get("/api/v1/grants").status()).isEqualTo(200);
  }

  @Test
  void a_revoked_key_is_out_at_the_next_call() {
    var name = "short-lived " + UUID.randomUUID();
    var made =
        admin.press(admin.get("/keys/new"), "create", Map.of("name", name, "scope-read", "on"));
    var shown = made.document().select("#key-secret").text();
    var page = made.document().select("main a.btn.main").attr("href");
    var backEnd = new BackEnd(base, new ApiKeySecret(shown));
    assertThat(backEnd.get("/api/v1/grants").status()).isEqualTo(200);
    admin.press(admin.get(page), "revoke", Map.of());
    var answer = backEnd.get("/api/v1/grants");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("key-revoked");
    Until.holds("it is told", Duration.ofSeconds(20), () -> refusals(name).size() == 1);
    assertThat(refusals(name).getFirst().toString())
        .contains("reason=revoked")
        .doesNotContain(shown);
  }

  private List<Map<String, Object>> refusals(String name) {
    var question = "type:api_key_refused \"" + name + "\"";
    return acme.get("/api/v1/audit-events?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8))
        .items();
  }

  @Test
  void whatever_is_wrong_is_a_problem_document() {
    for (var wrong : mistakes().entrySet()) {
      var answer = wrong.getKey();
      assertThat(answer.problem()).as(answer.body()).isEqualTo(wrong.getValue());
      assertThat(answer.text("status")).isEqualTo(Integer.toString(answer.status()));
      assertThat(answer.text("title")).isNotEqualTo("null");
      assertThat(answer.text("detail")).isNotEqualTo("null");
    }
    assertThat(acme.call("DELETE", "/api/v1/grants", request -> request).header("Allow"))
        .contains("GET");
  }

  private Map<Answer, String> mistakes() {
    var mistakes = new HashMap<Answer, String>();
    mistakes.put(acme.get("/api/v1/nothing"), "not-found");
    mistakes.put(acme.get("/api"), "not-found");
    mistakes.put(acme.get("/api/application.wadl"), "not-found");
    mistakes.put(acme.get("/api/v1/grants/not-an-id"), "not-found");
    mistakes.put(acme.get("/api/v1/grants/1-1-1-1-1"), "not-found");
    mistakes.put(acme.get("/api/v1/audit-events/99999999999999999999"), "not-found");
    mistakes.put(acme.call("DELETE", "/api/v1/grants", request -> request), "method-not-allowed");
    mistakes.put(
        acme.call("GET", "/api/v1/grants", request -> request.header("Accept", "text/html")),
        "not-acceptable");
    for (var query :
        List.of(
            "limit=0",
            "limit=201",
            "limit=x",
            "status=ACTIVE",
            "provider=x",
            "cursor=x",
            "q=",
            "q=%00",
            "q=%FF",
            "q=a&q=b",
            "stauts=active",
            "q=" + "x".repeat(1_001))) {
      mistakes.put(acme.get("/api/v1/grants?" + query), "invalid-parameter");
    }
    for (var query : List.of("from=yesterday", "type=nothing", "cursor=" + "z".repeat(50))) {
      mistakes.put(acme.get("/api/v1/audit-events?" + query), "invalid-parameter");
    }
    for (var ttl : List.of("-1", "86401", "1e3", "PT5M")) {
      mistakes.put(
          acme.get("/api/v1/grants/" + UUID.randomUUID() + "/access-token?min_ttl=" + ttl),
          "invalid-parameter");
    }
    return mistakes;
  }

  private BackEnd key(Map<String, String> fields) {
    var filled = new HashMap<>(fields);
    filled.put("name", "it " + UUID.randomUUID());
    var made = admin.press(admin.get("/keys/new"), "create", filled);
    return new BackEnd(base, new ApiKeySecret(made.document().select("#key-secret").text()));
  }
}
