package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Inbox;
import io.evergrant.testkit.Inbox.Message;
import io.evergrant.testkit.Inbox.Reply;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A back end says by REST where events are sent, and the portal sends them. */
class WebhooksByRestIT {
  private static final String PATH = "/api/v1/webhooks";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Stack stack = Stack.shared();
  private final BackEnd tenant = new BackEnd(stack.base(), NewTenant.in(stack, "Webhooks").key());

  @Test
  void events_arrive_signed_and_what_was_refused_can_be_sent_at_once() {
    try (var inbox = new Inbox()) {
      var made = create("crm", inbox.url().toString(), "\"api_key.*\"");
      assertThat(made.status()).as(made.body()).isEqualTo(201);
      assertThat(made.header("Cache-Control")).isEqualTo("no-store");
      var path = PATH + "/" + made.text("id");
      assertThat(made.header("Location")).endsWith(path);
      assertThat(tenant.get(path).json()).doesNotContainKey("secret");

      var ping = tenant.post(path + "/test");
      assertThat(ping.json()).containsEntry("result", "taken").containsEntry("status", 204L);
      assertThat(inbox.all().getFirst().isSignedBy(made.text("secret"))).isTrue();

      inbox.answer(message -> new Reply(400, "no, " + message.signature));
      makeKey("one");
      until("it was refused", () -> count(inbox, "api_key.created") == 1);
      makeKey("two");
      until("the other came too", () -> count(inbox, "api_key.created") >= 2);
      var message = inbox.all().get(1);
      assertThat(message.isSignedBy(made.text("secret"))).isTrue();
      assertThat(tenant.get("/api/v1/audit-events/" + message.number()).json())
          .as("as the API shows it")
          .containsEntry("type", message.event("type"))
          .containsEntry("at", message.event("at"))
          .containsEntry("actor", message.event("actor"));

      until("it is written down", () -> deliveries(path, "waiting").size() == 2);
      var delivery = tenant.get(path + "/deliveries/" + message.number());
      assertThat(delivery.text("message_id")).isEqualTo(message.id);
      assertThat(delivery.body()).contains("\"said\":\"no, [redacted]\"", "\"status\":400");
      assertThat(delivery.text("next_at")).isNotEqualTo("null");

      inbox.answer(any -> new Reply(200, "thanks"));
      var resent = tenant.post(path + "/deliveries/" + message.number() + "/resend");
      assertThat(resent.status()).as(resent.body()).isEqualTo(200);
      until("it is delivered", () -> !deliveries(path, "delivered").isEmpty());
      assertThat(inbox.taken()).extracting(one -> one.id).contains(message.id);

      assertThat(tenant.call("DELETE", path, request -> request).status()).isEqualTo(204);
      assertThat(tenant.get(path).status()).isEqualTo(404);
    }
  }

  @Test
  void a_change_names_what_it_changes_and_a_rotation_shows_the_new_secret_once() {
    var made = create("changing", "https://crm.example/hooks", "\"grant.*\",\"provider.paused\"");
    var path = PATH + "/" + made.text("id");
    var seen = tenant.get(path);
    assertThat(seen.json()).containsEntry("events", List.of("grant.*", "provider.paused"));
    assertThat(Sent.patch(tenant, path, "{\"name\":\"x\"}", "\"stale\"").status()).isEqualTo(412);
    var changed = Sent.patch(tenant, path, "{\"events\":[\"*\"]}", seen.header("ETag"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json())
        .containsEntry("events", List.of("*"))
        .containsEntry("name", "changing");
    for (var bad :
        Map.of(
                "{\"events\":[\"grant.eaten\"]}", "events",
                "{\"url\":\"http://crm.example/\"}", "url",
                "{\"url\":null}", "url",
                "{\"secret\":\"mine\"}", "secret")
            .entrySet()) {
      var refused = Sent.patch(tenant, path, bad.getKey(), "*");
      assertThat(refused.status()).as(bad.getKey()).isEqualTo(422);
      assertThat(refused.text("field")).isEqualTo(bad.getValue());
    }
    var rotated = Sent.json(tenant, "POST", path + "/rotate-secret", "{\"generation\":1}");
    assertThat(rotated.text("secret")).startsWith("whsec_").isNotEqualTo(made.text("secret"));
    assertThat(rotated.text("previous_ends_at")).isNotEqualTo("null");
    assertThat(Sent.json(tenant, "POST", path + "/rotate-secret", "{\"generation\":1}").problem())
        .isEqualTo("wrong-state");

    assertThat(tenant.post(path + "/disable").text("disabled_reason")).isEqualTo("person");
    assertThat(tenant.post(path + "/disable").status()).as("again").isEqualTo(200);
    assertThat(tenant.post(path + "/enable").text("enabled")).isEqualTo("true");
    assertThat(create("Changing", "https://crm.example/", "\"*\"").text("field")).isEqualTo("name");
    assertThat(log())
        .contains(
            "webhook_created",
            "webhook_changed",
            "webhook_secret_rotated",
            "webhook_disabled",
            "webhook_enabled");
    assertThat(tenant.get(PATH).items()).hasSize(1);
  }

  @Test
  void what_is_sent_is_the_log_so_the_key_has_to_read_it() {
    var narrow =
        Sent.json(
            tenant, "POST", "/api/v1/api-keys", "{\"name\":\"manages\",\"scopes\":[\"manage\"]}");
    var backEnd = new BackEnd(stack.base(), new ApiKeySecret(narrow.text("secret")));
    var body = "{\"name\":\"leak\",\"url\":\"https://crm.example/\",\"events\":[\"*\"]}";
    var refused = Sent.json(backEnd, "POST", PATH, body);
    assertThat(refused.problem()).isEqualTo("scope-missing");
    assertThat(refused.text("scope")).isEqualTo("audit");
    assertThat(backEnd.get(PATH).status()).isEqualTo(200);
  }

  @Test
  void whoever_follows_the_log_sees_each_event_once_and_in_order() {
    for (var name : List.of("a", "b", "c")) {
      makeKey(name);
    }
    var numbers = new HashSet<Object>();
    var names = new ArrayList<String>();
    var cursor = new AtomicReference<>("");
    until(
        "all three came to light",
        () -> {
          var page = tenant.get("/api/v1/audit-events/feed?limit=2" + cursor.get());
          assertThat(page.status()).as(page.body()).isEqualTo(200);
          cursor.set("&cursor=" + page.text("next"));
          for (var item : page.items()) {
            assertThat(numbers.add(item.get("number"))).isTrue();
            names.add(
                String.valueOf(
                    ((Map<?, ?>) Objects.requireNonNull(item.get("details"))).get("name")));
          }
          return names.size() >= 3;
        });
    assertThat(names).containsSubsequence("a", "b", "c");
    var end = tenant.get("/api/v1/audit-events/feed?limit=200" + cursor.get());
    assertThat(end.items()).isEmpty();
    assertThat(end.text("more")).isEqualTo("false");
    assertThat("&cursor=" + end.text("next")).as("stays where it is").isEqualTo(cursor.get());
  }

  private Answer create(String name, String url, String events) {
    return Sent.json(
        tenant,
        "POST",
        PATH,
        "{\"name\":\"%s\",\"url\":\"%s\",\"events\":[%s]}".formatted(name, url, events));
  }

  private void makeKey(String name) {
    var made =
        Sent.json(
            tenant,
            "POST",
            "/api/v1/api-keys",
            "{\"name\":\"%s\",\"scopes\":[\"read\"]}".formatted(name));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }

  private List<Map<String, Object>> deliveries(String path, String state) {
    return tenant.get(path + "/deliveries?state=" + state).items();
  }

  private List<String> log() {
    return tenant.get("/api/v1/audit-events?limit=200").items().stream()
        .map(item -> String.valueOf(item.get("type")))
        .toList();
  }

  private static long count(Inbox inbox, String type) {
    return inbox.all().stream().map(Message::type).filter(type::equals).count();
  }

  private static void until(String what, BooleanSupplier holds) {
    Until.holds(what, PATIENCE, holds);
  }
}
