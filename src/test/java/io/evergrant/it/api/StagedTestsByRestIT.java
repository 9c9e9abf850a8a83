package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A back end has a provider tried, as an admin does on its page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagedTestsByRestIT {
  private static final String MODE = "rest-tests";

  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
  private final BackEnd globex = new BackEnd(stack.base(), stack.seed().globex().apiKey());
  private final Visitor admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());

  @Test
  void it_begins_waits_for_a_consent_by_its_link_and_passes() {
    var tests = tests("Tried by a back end");
    var begun = acme.post(tests);
    assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    var address = URI.create(begun.header("Location")).getPath();
    assertThat(address).isEqualTo(tests + "/" + begun.text("id"));
    var again = acme.post(tests);
    assertThat(again.status()).as("the one that is under way").isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(begun.text("id"));
    var waits = await(address, "waits_for_consent");
    var link = URI.create(waits.text("consent_url"));
    assertThat(reader().get(address).text("consent_url"))
        .as("of who makes no link")
        .isEqualTo("null");
    var owner = new Visitor(stack.base());
    var unused = owner.followLink(owner.get(link.getPath()), stack.provider(), "ada", "allow");
    var ended = await(address, "ended");
    assertThat(ended.text("result")).as(ended.body()).isEqualTo("passed");
    assertThat(ended.text("consent_url")).isEqualTo("null");
    assertThat(stages(ended))
        .containsExactly("name", "tls", "discovery", "client", "consent", "refresh");
    assertThat(acme.get("/api/v1/grants/" + ended.text("grant")).text("refreshes")).isEqualTo("1");
    assertThat(acme.get(tests).items()).hasSize(1);
    var told =
        acme.get("/api/v1/audit-events?type=provider_test_asked&provider=" + provider(tests));
    assertThat(told.items()).hasSize(1);
    assertThat(String.valueOf(told.items().getFirst().get("actor"))).startsWith("api_key:");
  }

  @Test
  void it_ends_where_it_is_stopped_and_P14_is_there_for_no_other() {
    var tests = tests("Stopped by a back end");
    var begun = acme.post(tests);
    var address = tests + "/" + begun.text("id");
    await(address, "waits_for_consent");
    var stop = address + "/stop";
    for (var foreign : List.of(globex.get(address), globex.post(stop), globex.post(tests))) {
      assertThat(foreign.status()).isEqualTo(404);
    }
    var elsewhere = tests("Another one") + "/" + begun.text("id");
    assertThat(acme.get(elsewhere).status()).as("a test of another provider").isEqualTo(404);
    assertThat(acme.post(elsewhere + "/stop").status()).isEqualTo(404);
    assertThat(reader().post(stop).problem()).isEqualTo("scope-missing");
    assertThat(Sent.act(acme, stop, "If-Match", begun.header("ETag")).status())
        .as("it went on")
        .isEqualTo(412);
    var stopped = acme.post(stop);
    assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
    assertThat(stopped.text("state")).isEqualTo("ended");
    assertThat(stopped.text("result")).isEqualTo("incomplete");
    assertThat(stopped.body()).contains("\"code\":\"stopped\"");
    assertThat(acme.post(stop).body()).as("as it stands").isEqualTo(stopped.body());
    assertThat(acme.get("/api/v1/connect-links/" + stopped.text("connect_link")).text("state"))
        .isEqualTo("revoked");
  }

  private String tests(String name) {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    return "/api/v1/providers/" + admin.registerDemo(name, stack.provider(), MODE) + "/tests";
  }

  private static String provider(String tests) {
    return tests.split("/", -1)[4];
  }

  @SuppressWarnings("unchecked")
  private static List<Object> stages(Answer test) {
    return ((List<Map<String, Object>>) test.json().getOrDefault("stages", List.of()))
        .stream().<Object>map(stage -> String.valueOf(stage.get("stage"))).toList();
  }

  private Answer await(String address, String state) {
    Until.holds(
        address + " " + state,
        Duration.ofSeconds(60),
        () -> acme.get(address).text("state").equals(state));
    return acme.get(address);
  }

  private BackEnd reader() {
    var wish = "{\"name\":\"reads tests %s\",\"scopes\":[\"read\"]}".formatted(UUID.randomUUID());
    var made = Sent.json(acme, "POST", "/api/v1/api-keys", wish);
    return new BackEnd(stack.base(), new ApiKeySecret(made.text("secret")));
  }
}
