package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the organisation allows, by REST: a key tightens it, and an admin alone loosens it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyByRestIT {
  private static final String PATH = "/api/v1/policy";

  private final Stack stack = Stack.shared();
  private final OwnTenant tenant = OwnTenant.in(stack, 1);
  private final Visitor ada = new Visitor(stack.base());
  private BackEnd backEnd = new BackEnd(stack.base(), new ApiKeySecret("eg_none"));

  @BeforeAll
  void a_key_that_may_do_everything() {
    ada.signIn(tenant.admins().getFirst());
    var fields = new HashMap<>(Map.of("name", "everything"));
    List.of("read", "manage", "audit").forEach(scope -> fields.put("scope-" + scope, "on"));
    var made = ada.press(ada.get("/keys/new"), "create", fields);
    backEnd =
        new BackEnd(stack.base(), new ApiKeySecret(made.document().select("#key-secret").text()));
  }

  @Test
  void what_an_admin_allowed_a_key_forbids_and_does_not_allow_again() {
    allow("sealed_import", "sealed_hand_over");
    var before = backEnd.get(PATH);
    assertThat(before.json())
        .containsEntry("sealed_import", true)
        .containsEntry("sealed_hand_over", true)
        .containsEntry("second_for_revoke", false)
        .containsEntry("ask_owners", false);
    assertThat(change("{}", "*").body()).as("what is left out stays").isEqualTo(before.body());
    var wish = "{\"sealed_import\":false,\"sealed_hand_over\":null,\"second_for_revoke\":true}";
    var tight = change(wish, before.header("ETag"));
    assertThat(tight.status()).as(tight.body()).isEqualTo(200);
    assertThat(tight.json())
        .containsEntry("sealed_import", false)
        .containsEntry("sealed_hand_over", false)
        .containsEntry("second_for_revoke", true);
    assertThat(change(wish, before.header("ETag")).status()).isEqualTo(412);
    for (var more :
        List.of(
            "{\"sealed_import\":true}",
            "{\"sealed_hand_over\":true}",
            "{\"second_for_revoke\":false}",
            "{\"second_for_revoke\":null}",
            "{\"ask_owners\":true,\"second_for_revoke\":false}")) {
      var refused = change(more, tight.header("ETag"));
      assertThat(refused.status()).as(more).isEqualTo(403);
      assertThat(refused.problem()).isEqualTo("admin-needed");
      assertThat(refused.text("detail")).contains("«Settings»");
    }
    assertThat(backEnd.get(PATH).body()).isEqualTo(tight.body());
    allow("sealed_import");
    assertThat(backEnd.get(PATH).text("second_for_revoke")).as("an admin may").isEqualTo("false");
  }

  @Test
  void a_key_has_owners_asked_in_a_language_that_is_spoken() {
    var asked = change("{\"ask_owners\":true,\"owner_language\":\"zh-Hans\"}", "*");
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    assertThat(asked.json())
        .containsEntry("ask_owners", true)
        .containsEntry("owner_language", "zh-Hans");
    for (var unspoken : List.of("\"tlh\"", "\"EN\"", "\"\"", "7")) {
      var refused = change("{\"owner_language\":" + unspoken + "}", "*");
      assertThat(refused.status()).as(unspoken).isEqualTo(422);
      assertThat(refused.text("field")).isEqualTo("owner_language");
    }
    var none = change("{\"ask_owners\":false,\"owner_language\":null}", "*");
    assertThat(none.json()).containsEntry("owner_language", null);
    assertThat(Sent.json(backEnd, "PATCH", PATH, "{}").status()).as("its type").isEqualTo(415);
    var unseen =
        backEnd.call(
            "PATCH",
            PATH,
            request ->
                request
                    .header("Content-Type", Sent.PATCH)
                    .method("PATCH", BodyPublishers.ofString("{}")));
    assertThat(unseen.status()).isEqualTo(428);
    var log = backEnd.get("/api/v1/audit-events?type=policy_changed&limit=200").items();
    assertThat(log)
        .anySatisfy(event -> assertThat(event).containsEntry("actor", "api_key:everything"));
  }

  /** An admin, and nothing else. */
  private void allow(String... names) {
    var fields = new HashMap<String, String>();
    for (var box :
        List.of("sealed_import", "sealed_hand_over", "second_for_revoke", "ask_owners")) {
      fields.put(box, List.of(names).contains(box) ? "on" : "");
    }
    ada.press(ada.get("/settings"), "allow", fields);
  }

  private Answer change(String body, String tag) {
    return Sent.patch(backEnd, PATH, body, tag);
  }
}
