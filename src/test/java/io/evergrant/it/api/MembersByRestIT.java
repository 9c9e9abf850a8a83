package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Seed.Login;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.RandomSecret;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People by REST: whatever a key does, two admins are still two people. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MembersByRestIT {
  private static final String PATH = "/api/v1/members";
  private static final String NOBODY = PATH + "/" + new UUID(1, 2);

  private final Stack stack = Stack.shared();
  private final OwnTenant tenant = OwnTenant.in(stack, 2);
  private final Visitor ada = new Visitor(stack.base());
  private BackEnd backEnd = new BackEnd(stack.base(), new ApiKeySecret("eg_none"));

  @BeforeAll
  void a_key_that_may_do_everything() {
    ada.signIn(tenant.admins().getFirst());
    var fields = new HashMap<>(Map.of("name", "everything"));
    List.of("read", "token", "forward", "manage", "audit")
        .forEach(scope -> fields.put("scope-" + scope, "on"));
    var made = ada.press(ada.get("/keys/new"), "create", fields);
    backEnd =
        new BackEnd(stack.base(), new ApiKeySecret(made.document().select("#key-secret").text()));
  }

  @Test
  void an_auditor_is_invited_signs_in_and_is_taken_out() {
    var email = fresh();
    var made = invite(backEnd, "\"email\":\"%s\",\"display_name\":\"Otto\"".formatted(email));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(made.json())
        .containsEntry("email", email)
        .containsEntry("display_name", "Otto")
        .containsEntry("role", "auditor")
        .containsEntry("state", "invited");
    var path = PATH + "/" + made.text("id");
    assertThat(made.header("Location")).endsWith(path);
    var read = backEnd.get(path);
    assertThat(read.json()).doesNotContainKey("link").containsEntry("state", "invited");

    var login = new Login(email, RandomSecret.password());
    var otto = activate(made.text("link"), login);
    assertThat(otto.get("/audit").status()).isEqualTo(200);
    assertThat(backEnd.get(path).text("state")).isEqualTo("active");
    assertThat(remove(path, read.header("ETag")).problem())
        .as("who has signed in since is not whom the caller saw")
        .isEqualTo("precondition-failed");

    assertThat(remove(path, backEnd.get(path).header("ETag")).status()).isEqualTo(204);
    assertThat(otto.get("/audit").location()).startsWith("/login");
    assertThat(backEnd.get(path).status()).isEqualTo(404);
    assertThat(remove(path, "*").status()).isEqualTo(404);
    assertThat(told("member_created", email)).isEqualTo("api_key:everything");
    assertThat(told("member_removed", email)).isEqualTo("api_key:everything");
  }

  @Test
  void members_are_listed_with_how_they_stand() {
    var email = fresh();
    invite(backEnd, "\"email\":\"%s\"".formatted(email));
    assertThat(backEnd.get(PATH).items())
        .anySatisfy(
            member ->
                assertThat(member)
                    .containsEntry("email", tenant.admins().getFirst().email())
                    .containsEntry("role", "admin")
                    .containsEntry("state", "active")
                    .hasEntrySatisfying("signed_in_at", at -> assertThat(at).isNotNull()))
        .anySatisfy(
            member ->
                assertThat(member)
                    .containsEntry("email", email)
                    .containsEntry("state", "invited")
                    .containsEntry("signed_in_at", null));
  }

  @Test
  void a_key_makes_no_admin_and_does_nothing_to_one() {
    var before = backEnd.get(PATH).body();
    var email = fresh();
    refused(invite(backEnd, "\"email\":\"%s\",\"role\":\"admin\"".formatted(email)));
    var bo = PATH + "/" + idOf(tenant.admins().getLast().email());
    var tag = backEnd.get(bo).header("ETag");
    refused(Sent.patch(backEnd, bo, "{\"role\":\"auditor\"}", tag));
    refused(Sent.patch(backEnd, bo, "{\"role\":\"admin\"}", tag));
    refused(renew(bo, tag));
    refused(remove(bo, tag));
    assertThat(backEnd.get(PATH).body()).isEqualTo(before);

    var otto = PATH + "/" + invite(backEnd, "\"email\":\"%s\"".formatted(email)).text("id");
    refused(Sent.patch(backEnd, otto, "{\"role\":\"admin\"}", "*"));
    var same = Sent.patch(backEnd, otto, "{\"role\":\"auditor\"}", "*");
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.text("version")).isEqualTo(backEnd.get(otto).text("version"));

    ada.press(ada.get("/members/" + idOf(email)), "change-role", Map.of("role", "ADMIN"));
    assertThat(backEnd.get(otto).text("role")).isEqualTo("admin");
    refused(renew(otto, "*"));
    refused(remove(otto, "*"));
  }

  @Test
  void a_link_is_renewed_for_whoever_was_never_in_and_for_nobody_else() {
    var email = fresh();
    var made = invite(backEnd, "\"email\":\"%s\"".formatted(email));
    var path = PATH + "/" + made.text("id");
    assertThat(backEnd.post(path + "/password-link").problem()).isEqualTo("precondition-required");
    var tag = backEnd.get(path).header("ETag");
    var renewed = renew(path, tag);
    assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
    assertThat(renewed.header("Cache-Control")).isEqualTo("no-store");
    assertThat(renewed.text("link")).isNotEqualTo(made.text("link"));
    assertThat(renew(path, tag).problem()).as("seen before that").isEqualTo("precondition-failed");
    var old = new Visitor(stack.base()).get(URI.create(made.text("link")).getPath());
    assertThat(old.document().select("[name=password]")).as("the link before").isEmpty();
    assertThat(told("password_link_made", email)).isEqualTo("api_key:everything");

    var login = new Login(email, RandomSecret.password());
    var otto = activate(renewed.text("link"), login);
    refused(renew(path, "*"));
    assertThat(otto.get("/audit").status()).as("the session goes on").isEqualTo(200);
    ada.press(ada.get("/members/" + made.text("id")), "renew-link", Map.of());
    assertThat(backEnd.get(path).text("state")).isEqualTo("invited");
    refused(renew(path, "*"));
  }

  @Test
  void the_same_invitation_sent_again_is_answered_as_before() {
    var body = "{\"email\":\"%s\"}".formatted(fresh());
    var once = "\"" + UUID.randomUUID() + "\"";
    var first = sent(body, once);
    var second = sent(body, once);
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    var other = Sent.json(backEnd, "POST", PATH, body);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("field")).isEqualTo("email");
  }

  @Test
  void what_an_auditor_reads_the_key_has_to_be_able_to_read() {
    for (var scopes : List.of("\"manage\",\"read\"", "\"manage\",\"audit\"")) {
      var narrow = key("\"scopes\":[" + scopes + "]");
      var answer = invite(narrow, "\"email\":\"%s\"".formatted(fresh()));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem()).isEqualTo("scope-missing");
    }
    assertThat(key("\"scopes\":[\"read\",\"audit\"]").get(PATH).problem())
        .isEqualTo("scope-missing");
  }

  @Test
  void a_change_names_what_it_changes_and_an_unknown_member_is_not_there() {
    var made = invite(backEnd, "\"email\":\"%s\"".formatted(fresh()));
    var path = PATH + "/" + made.text("id");
    assertThat(backEnd.call("DELETE", path, request -> request).problem())
        .isEqualTo("precondition-required");
    assertThat(Sent.patch(backEnd, path, "{\"role\":\"auditor\"}", "\"old\"").status())
        .isEqualTo(412);
    assertThat(Sent.patch(backEnd, path, "{}", "*").text("field")).isEqualTo("role");
    assertThat(Sent.patch(backEnd, path, "{\"role\":\"root\"}", "*").status()).isEqualTo(422);
    var tag = backEnd.get(path).header("ETag");
    assertThat(backEnd.call("GET", path, request -> request.header("If-None-Match", tag)).status())
        .isEqualTo(304);
    var globex = new BackEnd(stack.base(), stack.seed().globex().apiKey());
    for (var at : List.of("", "/notice-wishes")) {
      assertThat(globex.get(path + at).body()).isEqualTo(globex.get(NOBODY + at).body());
      assertThat(globex.get(path + at).status()).isEqualTo(404);
    }
  }

  @Test
  void what_a_member_is_told_is_read_and_chosen_by_nobody_else() {
    var path = PATH + "/" + idOf(tenant.admins().getFirst().email()) + "/notice-wishes";
    var before = backEnd.get(path);
    assertThat(before.json()).containsEntry("chosen", false);
    assertThat((List<?>) before.json().get("topics")).hasSize(8);
    var mine = ada.get("/notices/mine");
    mine.document().select("input[type=checkbox]").removeAttr("checked");
    ada.press(mine, "choose", Map.of("key_changed", "on", "member_changed", "on"));
    assertThat(backEnd.get(path).json())
        .containsEntry("chosen", true)
        .containsEntry("topics", List.of("key_changed", "member_changed"));
    assertThat(Sent.json(backEnd, "PUT", path, "{\"topics\":[]}").status()).isEqualTo(405);
    var otto = invite(backEnd, "\"email\":\"%s\"".formatted(fresh()));
    assertThat(backEnd.get(PATH + "/" + otto.text("id") + "/notice-wishes").json())
        .containsEntry("topics", List.of("key_changed", "member_changed"));
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("admin-needed");
    assertThat(answer.text("detail")).contains("Let an admin");
  }

  private String fresh() {
    return UUID.randomUUID() + "@" + tenant.id() + ".example";
  }

  private static Answer invite(BackEnd by, String members) {
    return Sent.json(by, "POST", PATH, "{" + members + "}");
  }

  private Answer sent(String body, String once) {
    return backEnd.call(
        "POST",
        PATH,
        request ->
            request
                .header("Content-Type", Sent.JSON)
                .header("Idempotency-Key", once)
                .method("POST", BodyPublishers.ofString(body)));
  }

  private Answer renew(String path, String tag) {
    return Sent.act(backEnd, path + "/password-link", "If-Match", tag);
  }

  private Answer remove(String path, String tag) {
    return backEnd.call("DELETE", path, request -> request.header("If-Match", tag));
  }

  private BackEnd key(String members) {
    var body = "{\"name\":\"%s\",\"expires_in\":3600,%s}".formatted(UUID.randomUUID(), members);
    var made = Sent.json(backEnd, "POST", "/api/v1/api-keys", body);
    return new BackEnd(stack.base(), new ApiKeySecret(made.text("secret")));
  }

  private Object idOf(String email) {
    return backEnd.get(PATH).items().stream()
        .filter(member -> email.equals(member.get("email")))
        .map(member -> Objects.requireNonNull(member.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private Visitor activate(String link, Login login) {
    var person = new Visitor(stack.base());
    var page = person.get(URI.create(link).getPath());
    person.press(
        page, "set-password", Map.of("password", login.password(), "again", login.password()));
    return person.signIn(login);
  }

  /** Who did it, as the log has it. */
  private String told(String type, String email) {
    return backEnd.get("/api/v1/audit-events?limit=200&type=" + type).items().stream()
        .filter(event -> String.valueOf(event.get("details")).contains(email))
        .map(event -> String.valueOf(event.get("actor")))
        .findFirst()
        .orElseThrow();
  }
}
