package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Providers are registered and changed by REST as they are on the pages. */
class ProvidersIT {
  private static final String PATH = "/api/v1/providers";

  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());

  @Test
  void by_hand_it_is_as_it_was_sent_and_its_secret_is_in_no_answer() {
    var name = name();
    var made =
        register(
            """
            {"name":"%s","client_id":"c-1","client_secret":"hush-%s","scope":"a b",
             "authorization_endpoint":"https://id.example/authorize",
             "token_endpoint":"https://id.example/token","issuer":null,
             "token_endpoint_auth_method":"client_secret_post",
             "authorize_parameters":{"access_type":"offline","prompt":"consent"},
             "policy":{"mode":"keep_alive","reuse":"revokes_more","reuse_grace":30,"idle_limit":"90d",
                       "proof":"probe","probe":"https://api.example/me","probe_status":204}}
            """
                .formatted(name, name));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith(PATH + "/" + made.text("id"));
    var read = acme.get(PATH + "/" + made.text("id"));
    assertThat(read.body()).isEqualTo(made.body()).doesNotContain("hush-");
    assertThat(read.header("ETag")).isEqualTo(made.header("ETag")).startsWith("\"");
    assertThat(read.json())
        .containsEntry("name", name)
        .containsEntry("issuer", null)
        .containsEntry("token_endpoint_auth_method", "client_secret_post")
        .containsEntry("scope", "a b")
        .containsEntry("status", "active");
    assertThat(read.body())
        .contains("\"access_type\":\"offline\"", "\"reuse_grace\":30", "\"idle_limit\":\"90d\"")
        .contains("\"probe\":\"https://api.example/me\"", "\"probe_status\":204");
    var known =
        acme.call(
            "GET",
            PATH + "/" + made.text("id"),
            request -> request.header("If-None-Match", "\"other\", W/" + read.header("ETag")));
    assertThat(known.status()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
  }

  @Test
  void from_its_issuer_and_a_grant_of_it_works() {
    stack.provider().settings("rest-providers", Map.of("access_life_s", 3_600));
    var made =
        register(
            """
            {"name":"%s","discover":true,"issuer":"%s","client_id":"%s","client_secret":"%s",
             "scope":"openid email offline_access"}
            """
                .formatted(
                    name(),
                    stack.provider().issuer("rest-providers"),
                    DemoProvider.CLIENT_ID,
                    DemoProvider.CLIENT_SECRET));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.text("introspection_endpoint")).contains("rest-providers");
    assertThat(made.body()).contains("\"proof\":\"introspection\"");
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    var grant = admin.connect(UUID.fromString(made.text("id")), stack.provider(), "chen");
    assertThat(acme.get("/api/v1/grants/" + grant + "/access-token").status()).isEqualTo(200);
  }

  @Test
  void from_the_catalogue_what_is_sent_wins() {
    var asked = register("{\"preset\":\"auth0\",\"client_id\":\"c\",\"client_secret\":\"s\"}");
    assertThat(asked.status()).isEqualTo(422);
    assertThat(asked.body()).contains("#/preset_values/");
    var made =
        register(
            """
            {"preset":"google","name":"%s","client_id":"c","client_secret":"s","scope":"openid"}
            """
                .formatted(name()));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.text("token_endpoint")).isEqualTo("https://oauth2.googleapis.com/token");
    assertThat(made.text("scope")).isEqualTo("openid");
    var none = register("{\"preset\":\"no-such\",\"client_id\":\"c\"}");
    assertThat(none.text("field")).isEqualTo("preset");
  }

  @Test
  void everything_that_is_wrong_is_named_at_once_with_what_helps() {
    var answer =
        register(
            """
            {"name":"","client_id":"c","token_endpoint":"http://id.example/token",
             "policy":{"reuse_grace":86401,"idle_limit":"forever"}}
            """);
    assertThat(answer.problem()).isEqualTo("invalid-body");
    assertThat(pointers(answer))
        .contains(
            "#/name",
            "#/client_secret",
            "#/authorization_endpoint",
            "#/token_endpoint",
            "#/policy/reuse_grace",
            "#/policy/idle_limit");
    var types =
        register("{\"name\":1,\"policy\":[],\"issuer\":{},\"nonsense\":0,\"discover\":true}");
    assertThat(pointers(types))
        .containsExactlyInAnyOrder("#/name", "#/policy", "#/issuer", "#/nonsense");
    var unreachable =
        register(
            """
            {"name":"x","client_id":"c","client_secret":"s","discover":true,
             "issuer":"https://127.0.0.1:1"}
            """);
    assertThat(unreachable.text("field")).isEqualTo("issuer");
  }

  @Test
  void a_change_names_what_it_changes_and_a_stale_one_is_told_what_changed() {
    var made = simple();
    var path = PATH + "/" + made.text("id");
    var tag = made.header("ETag");
    var bare =
        acme.call(
            "PATCH",
            path,
            request ->
                request
                    .header("Content-Type", Sent.PATCH)
                    .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(bare.status()).isEqualTo(428);
    assertThat(bare.header("ETag")).isEqualTo(tag);

    var changed = Sent.patch(acme, path, "{\"scope\":\"x y\",\"policy\":{\"reuse_grace\":9}}", tag);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.text("scope")).isEqualTo("x y");
    assertThat(changed.text("client_id")).as("left out, so as it was").isEqualTo("c");
    assertThat(changed.header("ETag")).isNotEqualTo(tag);

    var stale = Sent.patch(acme, path, "{\"client_id\":\"other\"}", tag);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.json().get("changed")).isEqualTo(List.of("scope", "policy"));
    assertThat(stale.json().get("current")).isEqualTo(changed.json());
    assertThat(acme.get(path).text("client_id")).isEqualTo("c");

    var weak = Sent.patch(acme, path, "{}", "W/" + changed.header("ETag"));
    assertThat(weak.status()).as("a weak tag is no basis for a change").isEqualTo(412);
    assertThat(Sent.patch(acme, path, "{}", "no-tag").status()).isEqualTo(412);
    assertThat(Sent.patch(acme, path, "{\"scope\":null}", "*").text("scope")).isEmpty();
    assertThat(Sent.patch(acme, path, "{\"status\":\"paused\"}", "*").text("field"))
        .isEqualTo("status");
    assertThat(Sent.patch(acme, path, "{\"token_endpoint\":null}", "*").text("field"))
        .isEqualTo("token_endpoint");
  }

  @Test
  void a_name_is_taken_once() {
    var one = simple();
    var other = simple();
    var taken =
        Sent.patch(
            acme,
            PATH + "/" + other.text("id"),
            "{\"name\":\"%s\"}".formatted(one.text("name")),
            "*");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.problem()).isEqualTo("name-taken");
    assertThat(register(body(one.text("name"))).problem()).isEqualTo("name-taken");
  }

  @Test
  void a_secret_is_replaced_and_shown_to_nobody() {
    var made = simple();
    var path = PATH + "/" + made.text("id");
    var body = "{\"client_secret\":\"another-hush\"}";
    var put =
        Sent.change(acme, "PUT", path + "/client-secret", Sent.JSON, body, made.header("ETag"));
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    assertThat(put.body()).doesNotContain("another-hush");
    assertThat(put.header("ETag")).isNotEqualTo(made.header("ETag"));
    var again =
        Sent.change(acme, "PUT", path + "/client-secret", Sent.JSON, body, made.header("ETag"));
    assertThat(again.status()).isEqualTo(412);
    assertThat(Sent.patch(acme, path, body, "*").text("field")).isEqualTo("client_secret");
    var empty = Sent.change(acme, "PUT", path + "/client-secret", Sent.JSON, "{}", "*");
    assertThat(empty.text("field")).isEqualTo("client_secret");
  }

  @Test
  void the_secret_before_is_given_up_by_whoever_has_seen_that_it_is_there() {
    var path = PATH + "/" + simple().text("id");
    var body = "{\"client_secret\":\"another-hush\",\"overlap\":86400}";
    var put = Sent.change(acme, "PUT", path + "/client-secret", Sent.JSON, body, "*");
    assertThat(put.text("former_client_secret_until")).isNotEqualTo("null");
    var former = path + "/former-client-secret";
    assertThat(Sent.remove(acme, former).status()).as("seen by nobody").isEqualTo(428);
    var given = Sent.remove(acme, former, put.header("ETag"));
    assertThat(given.status()).as(given.body()).isEqualTo(200);
    assertThat(given.text("former_client_secret_until")).isEqualTo("null");
    assertThat(given.header("ETag")).isEqualTo(acme.get(path).header("ETag"));
    assertThat(Sent.remove(acme, former, put.header("ETag")).status()).isEqualTo(412);
    assertThat(Sent.remove(acme, former, "*").body()).as("again").isEqualTo(given.body());
    var log = "/api/v1/audit-events?provider=" + given.text("id") + "&type=former_secret_removed";
    assertThat(acme.get(log).items())
        .as("once")
        .singleElement()
        .satisfies(event -> assertThat(event).containsEntry("actor", "api_key:demo"));
  }

  @Test
  void it_is_paused_and_goes_on_and_both_may_be_said_twice() {
    var made = simple();
    var path = PATH + "/" + made.text("id");
    for (var i = 0; i < 2; i++) {
      assertThat(acme.post(path + "/pause").text("status")).isEqualTo("paused");
    }
    assertThat(acme.get(path).text("status_reason")).isEqualTo("paused_by_person");
    var stale = Sent.act(acme, path + "/resume", "If-Match", made.header("ETag"));
    assertThat(stale.status()).isEqualTo(412);
    for (var i = 0; i < 2; i++) {
      assertThat(acme.post(path + "/resume").text("status")).isEqualTo("active");
    }
    var log = acme.get("/api/v1/audit-events?provider=" + made.text("id")).items();
    assertThat(log.stream().map(event -> event.get("type")))
        .containsExactly("provider_resumed", "provider_paused", "provider_registered");
    assertThat(log).allSatisfy(event -> assertThat(event).containsEntry("actor", "api_key:demo"));
  }

  @Test
  void a_key_for_one_provider_changes_that_one_and_registers_none() {
    var own = simple();
    var other = simple();
    var one = keyFor(own.text("id"));
    assertThat(Sent.json(one, "POST", PATH, body(name())).problem()).isEqualTo("one-provider-only");
    assertThat(one.post(PATH + "/" + own.text("id") + "/pause").status()).isEqualTo(200);
    assertThat(one.post(PATH + "/" + other.text("id") + "/pause").status()).isEqualTo(404);
    assertThat(Sent.patch(one, PATH + "/" + other.text("id"), "{}", "*").status()).isEqualTo(404);
    assertThat(acme.get(PATH + "/" + other.text("id")).text("status")).isEqualTo("active");
  }

  private BackEnd keyFor(String provider) {
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    var made =
        admin.press(
            admin.get("/keys/new"),
            "create",
            Map.of("name", name(), "scope-manage", "on", "provider", provider));
    var secret = made.document().select("#key-secret").text();
    return new BackEnd(stack.base(), new ApiKeySecret(secret));
  }

  private Answer simple() {
    var made = register(body(name()));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made;
  }

  private static String body(String name) {
    return """
    {"name":"%s","client_id":"c","client_secret":"s","scope":"a",
     "authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t"}
    """
        .formatted(name);
  }

  private Answer register(String body) {
    return Sent.json(acme, "POST", PATH, body);
  }

  @SuppressWarnings("unchecked")
  private static List<String> pointers(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    var errors = (List<Map<String, String>>) Objects.requireNonNull(answer.json().get("errors"));
    assertThat(errors).allSatisfy(error -> assertThat(error.get("detail")).isNotBlank());
    return errors.stream().map(error -> error.get("pointer")).toList();
  }

  private static String name() {
    return "rest " + UUID.randomUUID();
  }
}
