package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Questions with a name, by REST. */
class ViewsByRestIT {
  private static final String PATH = "/api/v1/views";

  private final Stack stack = Stack.shared();
  private final BackEnd backEnd =
      new BackEnd(stack.base(), NewTenant.in(stack, "Views by REST").key());

  @Test
  void a_view_is_kept_changed_by_whoever_has_seen_it_and_removed() {
    var wish =
        """
        {"name":" Broken ","status":"needs_consent","q":"ada","ends_within":30,
         "consented_before":"2026-01-31T00:00:00Z","rotation":"never"}
        """;
    var made = Sent.json(backEnd, "POST", PATH, wish);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    var path = PATH + "/" + made.text("id");
    assertThat(made.header("Location")).endsWith(path);
    assertThat(made.json())
        .containsEntry("name", "Broken")
        .containsEntry("status", "needs_consent")
        .containsEntry("q", "ada")
        .containsEntry("ends_within", 30L)
        .containsEntry("consented_before", "2026-01-31T00:00:00Z")
        .containsEntry("rotation", "never")
        .containsEntry("grants", null)
        .containsEntry("saved_by", "everything");
    assertThat(made.text("question")).contains("status=needs_consent", "ends=30");
    var read = backEnd.get(path);
    assertThat(read.body()).isEqualTo(made.body());

    assertThat(Sent.json(backEnd, "PUT", path, "{}").problem()).isEqualTo("precondition-required");
    var other = "{\"scope\":\"openid\"}";
    var changed = Sent.change(backEnd, "PUT", path, Sent.JSON, other, read.header("ETag"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json())
        .containsEntry("name", "Broken")
        .containsEntry("scope", "openid")
        .containsEntry("status", null)
        .containsEntry("question", "scope=openid");
    var stale = Sent.change(backEnd, "PUT", path, Sent.JSON, "{}", read.header("ETag"));
    assertThat(stale.problem()).isEqualTo("precondition-failed");
    assertThat(stale.body()).contains("\"changed\":[\"");
    assertThat(backEnd.get(PATH).items()).hasSize(1);

    assertThat(backEnd.call("DELETE", path, request -> request).status()).isEqualTo(204);
    assertThat(backEnd.call("DELETE", path, request -> request).status()).isEqualTo(404);
    assertThat(backEnd.get(path).status()).isEqualTo(404);
    assertThat(
            backEnd.get("/api/v1/audit-events?type=view_kept").items().stream()
                .map(event -> String.valueOf(event.get("actor"))))
        .hasSize(2)
        .containsOnly("api_key:everything");
  }

  @Test
  void a_name_is_taken_once_and_there_is_an_end_to_them() {
    assertThat(keep("\"name\":\"One\"")).isEqualTo(201);
    var again = Sent.json(backEnd, "POST", PATH, "{\"name\":\"One\"}");
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.text("field")).isEqualTo("name");
    for (var i = backEnd.get(PATH).items().size(); i < 20; i++) {
      assertThat(keep("\"name\":\"v" + i + "\"")).isEqualTo(201);
    }
    var more = Sent.json(backEnd, "POST", PATH, "{\"name\":\"One more\"}");
    assertThat(more.status()).isEqualTo(409);
    assertThat(more.problem()).isEqualTo("wrong-state");
  }

  @Test
  void what_the_list_of_grants_could_not_be_asked_is_not_kept() {
    for (var wrong :
        List.of(
            "\"cause\":\"No Cause!\"",
            "\"scope\":\"two scopes\"",
            "\"status\":\"dead\"",
            "\"grants\":[]",
            "\"nobody\":1")) {
      assertThat(keep("\"name\":\"Wrong\"," + wrong)).as(wrong).isEqualTo(422);
    }
    var scope = Sent.json(backEnd, "POST", PATH, "{\"name\":\"Wrong\",\"scope\":\"a b\"}");
    assertThat(scope.text("field")).isEqualTo("scope");
  }

  @Test
  void a_key_for_one_provider_has_no_part_in_views() {
    var body =
        """
        {"name":"views","client_id":"c","client_secret":"s",
         "authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t"}
        """;
    var provider = Sent.json(backEnd, "POST", "/api/v1/providers", body).text("id");
    var wish =
        "{\"name\":\"one\",\"scopes\":[\"read\",\"manage\"],\"provider\":\"%s\"}"
            .formatted(provider);
    var secret = Sent.json(backEnd, "POST", "/api/v1/api-keys", wish).text("secret");
    var one = new BackEnd(stack.base(), new ApiKeySecret(secret));
    assertThat(one.get(PATH).problem()).isEqualTo("one-provider-only");
    assertThat(one.get(PATH + "/" + UUID.randomUUID()).problem()).isEqualTo("one-provider-only");
    assertThat(Sent.json(one, "POST", PATH, "{\"name\":\"x\"}").problem())
        .isEqualTo("one-provider-only");
  }

  private int keep(String members) {
    return Sent.json(backEnd, "POST", PATH, "{" + members + "}").status();
  }
}
