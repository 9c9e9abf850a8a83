package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the page of a grant does, by REST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantActsIT {
  private static final String MODE = "rest-acts";

  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private Visitor admin = new Visitor(stack.base());
  private UUID provider = new UUID(0, 0);

  @BeforeAll
  void a_provider() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    provider = admin.registerDemo("Acts by REST", stack.provider(), MODE);
  }

  @Test
  void it_rests_and_goes_on_and_is_due_at_once() {
    var grant = admin.connect(provider, stack.provider(), "ada");
    var path = "/api/v1/grants/" + grant;
    var tag = acme.get(path).header("ETag");
    var paused = Sent.act(acme, path + "/pause", "If-Match", tag);
    assertThat(paused.status()).as(paused.body()).isEqualTo(200);
    assertThat(paused.text("status")).isEqualTo("paused");
    assertThat(acme.post(path + "/pause").text("status")).as("again").isEqualTo("paused");
    assertThat(Sent.act(acme, path + "/resume", "If-Match", tag).status()).isEqualTo(412);
    var retry = acme.post(path + "/retry");
    assertThat(retry.status()).isEqualTo(409);
    assertThat(retry.problem()).isEqualTo("wrong-state");
    assertThat(retry.text("grant_status")).isEqualTo("paused");
    assertThat(acme.get("/api/v1/audit-events?type=grant_retried&grant=" + grant).items())
        .singleElement()
        .satisfies(event -> assertThat(event.toString()).contains("reason=not_active"));
    assertThat(acme.post(path + "/resume").text("status")).isEqualTo("active");
    assertThat(acme.post(path + "/resume").text("status")).as("again").isEqualTo("active");
    assertThat(acme.post(path + "/retry").status()).isEqualTo(200);
    Until.holds(
        "the refresh that was asked for",
        Duration.ofSeconds(30),
        () -> acme.get(path).text("refreshes").equals("1"));
  }

  @Test
  void whoever_asked_for_a_refresh_is_named_at_the_attempt_and_found_in_the_log() {
    var own = admin.registerDemo("Asked by REST", stack.provider(), MODE);
    var grant = admin.connect(own, stack.provider(), "ada");
    acme.post("/api/v1/grants/" + grant + "/retry");
    var key = String.valueOf(refreshed(grant, "api").get("actor"));
    assertThat(admin.get("/grants/" + grant).text()).contains("asked for over the API · " + key);
    assertThat(events("trigger:api actor:api_key:" + key + " grant:" + grant)).hasSize(1);
    admin.press(admin.get("/grants/" + grant), "refresh", Map.of());
    var login = stack.seed().acme().admin().email();
    assertThat(refreshed(grant, "person")).containsEntry("actor", login);
    assertThat(admin.get("/grants/" + grant).text()).contains("asked for by a person · " + login);
    assertThat(events("trigger:person actor:" + login + " grant:" + grant))
        .singleElement()
        .satisfies(event -> assertThat(event).containsEntry("actor", login));
  }

  private List<Map<String, Object>> events(String question) {
    var asked = URLEncoder.encode("type:refresh_ended " + question, StandardCharsets.UTF_8);
    return acme.get("/api/v1/audit-events?q=" + asked).items();
  }

  /** The attempt that was begun so, once it has ended. */
  private Map<String, Object> refreshed(UUID grant, String trigger) {
    var found = new ArrayList<Map<String, Object>>();
    Until.holds(
        "the refresh that was asked for",
        Duration.ofSeconds(30),
        () -> {
          acme.get("/api/v1/grants/" + grant + "/attempts").items().stream()
              .filter(attempt -> trigger.equals(attempt.get("trigger")))
              .filter(attempt -> "renewed".equals(attempt.get("outcome")))
              .forEach(found::add);
          return !found.isEmpty();
        });
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void its_revocation_tells_what_the_provider_said() {
    var path = "/api/v1/grants/" + admin.connect(provider, stack.provider(), "ben");
    assertThat(acme.get(path + "/revocation").status()).as("there is none").isEqualTo(404);
    var revoked = acme.post(path + "/revocation");
    assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
    assertThat(revoked.text("at_provider")).isEqualTo("done");
    assertThat(revoked.text("state")).isEqualTo("done");
    assertThat(acme.get(path + "/revocation").body()).isEqualTo(revoked.body());
    assertThat(acme.post(path + "/revocation").body()).as("once").isEqualTo(revoked.body());
    assertThat(acme.get(path).text("status")).isEqualTo("revoked");
    for (var act : new String[] {"pause", "resume", "retry"}) {
      assertThat(acme.post(path + "/" + act).problem()).as(act).isEqualTo("wrong-state");
    }
  }

  @Test
  void a_provider_that_takes_nothing_back_leaves_it_destroyed_here_alone() {
    var name = "No way back " + UUID.randomUUID();
    var without = admin.registerDemo(name, stack.provider(), MODE);
    var changed =
        Sent.patch(acme, "/api/v1/providers/" + without, "{\"revocation_endpoint\":null}", "*");
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    var path = "/api/v1/grants/" + admin.connect(without, stack.provider(), "chen");
    var revoked = acme.post(path + "/revocation");
    assertThat(revoked.text("at_provider")).isEqualTo("not_offered");
    assertThat(revoked.text("state")).isEqualTo("done");
  }
}
