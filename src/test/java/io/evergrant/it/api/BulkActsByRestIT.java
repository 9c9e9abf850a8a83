package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Acts on many grants, by REST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkActsByRestIT {
  private static final String MODE = "bulk-acts";
  private static final String ACTS = "/api/v1/bulk-acts";

  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private Visitor admin = new Visitor(stack.base());

  @BeforeAll
  void an_admin() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
  }

  @Test
  void whom_a_revocation_hits_is_told_before_and_what_the_provider_said_afterwards() {
    var provider = admin.registerDemo("Many by REST", stack.provider(), MODE);
    var grants =
        List.of(
            admin.connect(provider, stack.provider(), "ada"),
            admin.connect(provider, stack.provider(), "ben"));
    var wish = "\"act\":\"revoke\",\"provider\":\"%s\"".formatted(provider);
    var dry = ask("?dry_run=true", "{" + wish + "}");
    assertThat(dry.status()).as(dry.body()).isEqualTo(200);
    assertThat(dry.text("hit")).isEqualTo("2");
    assertThat(dry.body()).contains("\"revocation_offered\":true", "\"needs_second\":false");
    assertThat(acme.get("/api/v1/grants/" + grants.getFirst()).text("status")).isEqualTo("active");
    assertThat(ask("", "{" + wish + "}").status()).as("not looked at").isEqualTo(428);
    var other = ask("", "{" + wish + ",\"mark\":\"2-0\"}");
    assertThat(other.status()).isEqualTo(412);
    var body = "{" + wish + ",\"mark\":\"" + dry.text("mark") + "\"}";
    var key = "\"" + UUID.randomUUID() + "\"";
    var asked = once(key, body);
    assertThat(asked.status()).as(asked.body()).isEqualTo(201);
    assertThat(once(key, body).body()).as("once").isEqualTo(asked.body());
    var act = ACTS + "/" + asked.text("id");
    assertThat(asked.header("Location")).endsWith(act);
    awaitEnd(act);
    var found = acme.get(act);
    assertThat(found.text("state")).isEqualTo("done");
    assertThat(found.text("percent")).isEqualTo("100");
    assertThat(found.body()).contains("\"revoked_there\":2");
    var first = acme.get(act + "/results?limit=1");
    assertThat(first.items()).hasSize(1);
    var second = acme.get(act + "/results?limit=1&cursor=" + first.text("next"));
    assertThat(List.of(first.items().getFirst(), second.items().getFirst()))
        .allSatisfy(line -> assertThat(line).containsEntry("result", "revoked_there"))
        .extracting(line -> UUID.fromString(String.valueOf(line.get("grant"))))
        .containsExactlyInAnyOrderElementsOf(grants);
    assertThat(second.text("next")).isEqualTo("null");
    assertThat(acme.post(act + "/cancel").problem()).isEqualTo("wrong-state");
    assertThat(acme.get(ACTS + "?limit=200").items())
        .extracting(item -> item.get("id"))
        .contains(asked.text("id"));
  }

  @Test
  void named_grants_rest_and_what_stood_otherwise_is_left_alone() {
    var provider = admin.registerDemo("Few by REST", stack.provider(), MODE);
    var one = admin.connect(provider, stack.provider(), "ada");
    var two = admin.connect(provider, stack.provider(), "ben");
    acme.post("/api/v1/grants/" + two + "/pause");
    var wish = "{\"act\":\"pause\",\"grants\":[\"%s\",\"%s\"]}".formatted(one, two);
    var dry = ask("?dry_run=true", wish);
    assertThat(dry.text("found")).isEqualTo("2");
    assertThat(dry.text("hit")).isEqualTo("1");
    awaitEnd(ACTS + "/" + ask("", wish).text("id"));
    assertThat(acme.get("/api/v1/grants/" + one).text("status")).isEqualTo("paused");
    var resumed = ask("", "{\"act\":\"resume\",\"provider\":\"" + provider + "\"}");
    assertThat(resumed.text("grants")).isEqualTo("2");
    awaitEnd(ACTS + "/" + resumed.text("id"));
    var refreshed = ask("", "{\"act\":\"refresh\",\"provider\":\"" + provider + "\"}");
    awaitEnd(ACTS + "/" + refreshed.text("id"));
    assertThat(acme.get(ACTS + "/" + refreshed.text("id")).body()).contains("\"done\":2");
    assertThat(acme.get("/api/v1/grants/" + one).text("refreshes")).isEqualTo("1");
  }

  @Test
  void links_that_were_made_are_handed_out_page_by_page_and_the_log_tells_before() {
    var provider = admin.registerDemo("Links by REST", stack.provider(), MODE);
    var one = admin.connect(provider, stack.provider(), "ada");
    var two = admin.connect(provider, stack.provider(), "ben");
    var act =
        ACTS + "/" + ask("", "{\"act\":\"link\",\"provider\":\"" + provider + "\"}").text("id");
    awaitEnd(act);
    var first = acme.get(act + "/links?limit=1");
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.header("Cache-Control")).isEqualTo("no-store");
    var second = acme.get(act + "/links?limit=1&cursor=" + first.text("next"));
    assertThat(second.text("next")).isEqualTo("null");
    assertThat(List.of(first.items().getFirst(), second.items().getFirst()))
        .allSatisfy(
            item -> {
              assertThat(item)
                  .containsEntry("link", "open")
                  .containsEntry("provider_name", "Links by REST");
              var address = URI.create(String.valueOf(item.get("url")));
              assertThat(new Visitor(stack.base()).get(address.getPath()).status()).isEqualTo(200);
              var link = acme.get("/api/v1/connect-links/" + item.get("id"));
              assertThat(link.text("grant")).isEqualTo(item.get("grant"));
            })
        .extracting(item -> UUID.fromString(String.valueOf(item.get("grant"))))
        .containsExactlyInAnyOrder(one, two);
    var id = act.substring(act.lastIndexOf('/') + 1);
    assertThat(acme.get("/api/v1/audit-events?type=bulk_act_links_downloaded&limit=200").items())
        .filteredOn(event -> String.valueOf(event.get("details")).contains(id))
        .as("each page")
        .hasSize(2)
        .allSatisfy(event -> assertThat(event).containsEntry("actor", "api_key:demo"));
    var mail = acme.post(act + "/mail");
    assertThat(mail.problem()).as("there is no mail server").isEqualTo("wrong-state");
    var other = ask("", "{\"act\":\"pause\",\"provider\":\"" + provider + "\"}").text("id");
    assertThat(acme.get(ACTS + "/" + other + "/links").status()).isEqualTo(404);
    assertThat(acme.post(ACTS + "/" + other + "/mail").status()).isEqualTo(404);
  }

  @Test
  void what_cannot_be_read_is_no_wider_question() {
    for (var wrong :
        List.of(
            "{\"act\":\"delete\"}",
            "{\"q\":\"ada\"}",
            "{\"act\":\"pause\",\"status\":\"actve\"}",
            "{\"act\":\"pause\",\"consented_from\":\"yesterday\"}",
            "{\"act\":\"pause\",\"grants\":[\"all\"]}",
            "{\"act\":\"pause\",\"grants\":[]}",
            "{\"act\":\"pause\",\"ends_within\":0}",
            "{\"act\":\"pause\",\"colour\":\"red\"}")) {
      assertThat(ask("", wrong).status()).as(wrong).isEqualTo(422);
    }
    assertThat(ask("?dry_run=yes", "{\"act\":\"pause\"}").status()).isEqualTo(400);
    assertThat(ask("?dryrun=true", "{\"act\":\"pause\"}").status()).isEqualTo(400);
    for (var question : List.of("ends_within=0", "consented_from=2026", "scop=mail")) {
      assertThat(acme.get("/api/v1/grants?" + question).status()).as(question).isEqualTo(400);
    }
  }

  private Answer ask(String query, String body) {
    return Sent.json(acme, "POST", ACTS + query, body);
  }

  private Answer once(String key, String body) {
    return acme.call(
        "POST",
        ACTS,
        request ->
            request
                .header("Content-Type", Sent.JSON)
                .header("Idempotency-Key", key)
                .method("POST", BodyPublishers.ofString(body)));
  }

  private void awaitEnd(String act) {
    Until.holds(
        "the end of " + act,
        Duration.ofSeconds(60),
        () -> !Objects.equals(acme.get(act).text("state"), "running"));
  }
}
