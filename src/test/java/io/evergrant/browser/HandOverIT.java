package io.evergrant.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A refresh token leaves: one admin asks, another approves, and one page opens it, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HandOverIT {
  private static final String MODE = "hand-over";

  /** As the demo provider writes its tokens. */
  private static final Pattern TOKEN = Pattern.compile("rt_[A-Za-z0-9_-]{20,}");

  private static final String ASKS =
      """
      async ([grant, reason, spki]) => {
        const headers = {'Content-Type': 'application/json'};
        const body = JSON.stringify({grant, reason, spki});
        const answer = await fetch('/hand-overs/ask', {method: 'POST', headers, body});
        return answer.status + ' ' + await answer.text();
      }
      """;

  private static final String FETCHES =
      """
      async (id) => {
        const answer = await fetch('/hand-overs/mine?id=' + id, {method: 'POST'});
        return answer.status + ' ' + (answer.ok ? '' : await answer.text());
      }
      """;

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private final OwnTenant house = OwnTenant.in(stack, 2);
  private final Walker ina = new Walker(stack.base());
  private final Walker bo = new Walker(stack.base());
  private final NetworkLog network = new NetworkLog(ina.page);
  private final List<Response> came = new CopyOnWriteArrayList<>();
  private UUID grant = new UUID(0, 0);
  private String wish = "";

  @BeforeAll
  void a_grant_of_a_provider_that_keeps_its_tokens() {
    demo.settings(MODE, Map.of("access_life_s", 3_600));
    var visitor = Visitor.signedIn(stack.base(), house.admins().getFirst());
    grant = visitor.connect(visitor.registerDemo("Leaving", demo, MODE), demo, "chen");
    ina.signIn(house.admins().getFirst());
    bo.signIn(house.admins().getLast());
    ina.page.onResponse(came::add);
  }

  @AfterAll
  void close() {
    ina.assertNoComplaints();
    ina.close();
    bo.assertNoComplaints();
    bo.close();
  }

  @Test
  @Order(1)
  void P12_nothing_is_handed_over_before_an_admin_turned_it_on() {
    ina.go("/grants/" + grant);
    assertThat(ina.page.locator("#hand-over").count()).isZero();
    ina.go("/grants/" + grant + "/hand-over");
    assertThat(ina.page.textContent("main")).contains("turned off");
    assertThat(ina.page.locator("#ask").count()).isZero();
    ina.look("hand-over-off");
    assertThat(asks(ina, "please")).startsWith("409").contains("off");
    bo.go("/settings");
    bo.page.check("#sealed_hand_over");
    bo.page.click("#allow");
    assertThat(bo.note()).contains("Saved");
    assertThat(bo.page.isChecked("#sealed_import")).as("the other one stays off").isFalse();
  }

  @Test
  @Order(2)
  void an_admin_is_warned_and_asks() {
    ina.go("/grants/" + grant);
    ina.page.click("#hand-over");
    assertThat(ina.page.textContent("#warning")).contains("Nobody can take it back");
    ina.look("hand-over");
    ina.page.click("#ask");
    ina.page.waitForSelector("#hand-over-problem:not([hidden])");
    assertThat(ina.page.innerText("#hand-over-problem")).contains("what it is for");
    ina.page.fill("#reason", "we move to our own <b>machines</b>");
    ina.page.click("#ask");
    ina.page.waitForSelector("#waiting:not([hidden])");
    assertThat(ina.page.innerText("#code")).matches("([0-9A-F]{5} ){3}[0-9A-F]{5}");
    ina.look("hand-over-waiting");
  }

  @Test
  @Order(3)
  void P12_nobody_approves_an_own_wish() {
    bo.go("/grants");
    assertThat(bo.page.innerText("#hand-overs")).contains("waits for a second admin");
    bo.page.click("#hand-overs a");
    bo.look("hand-overs");
    bo.page.click("main td a");
    wish = bo.at().substring("/hand-overs/".length());
    var again = new Walker(stack.base());
    again.signIn(house.admins().getFirst());
    again.go("/hand-overs/" + wish);
    assertThat(again.page.textContent("main")).contains("Another admin has to decide");
    assertThat(again.page.locator("#approve").count()).isZero();
    again.look("hand-over-own");
    again.sends("/hand-overs/" + wish, "approve");
    again.page.reload();
    assertThat(again.page.textContent("h1")).contains("Waits for a second admin");
    assertThat(fetches(again)).startsWith("409").contains("not_good");
    again.close();
  }

  @Test
  @Order(4)
  void P12_a_second_admin_approves_and_the_page_that_asked_opens_the_token() {
    bo.go("/hand-overs/" + wish);
    assertThat(bo.page.innerText("#code")).isEqualTo(ina.page.innerText("#code"));
    assertThat(bo.page.innerText("main")).contains("we move to our own <b>machines</b>");
    bo.look("hand-over-decide");
    came.clear();
    assertThat(fetches(bo)).as("not the one who asked").startsWith("409").contains("not_good");
    bo.page.click("#approve");
    assertThat(bo.note()).contains("Approved");
    ina.page.waitForSelector("#received:not([hidden])");
    var token = ina.page.innerText("#token");
    assertThat(token).matches(TOKEN);
    ina.look("hand-over-received");
    assertThat(network.everything()).doesNotContain(token);
    assertThat(came)
        .as("answers that were seen")
        .anyMatch(r -> r.request().method().equals("POST"));
    for (var response : came) {
      assertThat(new String(response.body(), ISO_8859_1)).as(response.url()).doesNotContain(token);
    }
    assertThat(keptIn(ina)).doesNotContain(token);
    ina.page.click("#forget");
    assertThat(ina.page.content()).doesNotContain(token);
    assertThat(ina.page.isVisible("#forgotten")).isTrue();
  }

  @Test
  @Order(5)
  void P12_it_is_fetched_once() {
    assertThat(fetches(ina)).startsWith("409").contains("not_good");
    bo.go("/hand-overs/" + wish);
    assertThat(bo.page.textContent("h1")).contains("Handed over");
    assertThat(bo.page.locator("#approve").count()).isZero();
    bo.look("hand-over-done");
  }

  @Test
  @Order(6)
  void the_grant_is_marked_as_shared_and_each_step_is_in_the_log() {
    ina.go("/grants/" + grant);
    assertThat(ina.page.textContent("#shared")).contains("was handed over");
    ina.look("grant-shared");
    var visitor = Visitor.signedIn(stack.base(), house.admins().getFirst());
    var made =
        visitor.press(
            visitor.get("/keys/new"), "create", Map.of("name", "reads", "scope-read", "on"));
    var key = new ApiKeySecret(made.document().select("#key-secret").text());
    var shown = new BackEnd(stack.base(), key).get("/api/v1/grants/" + grant);
    assertThat(shown.text("shared_at")).startsWith("20");
    for (var step : List.of("hand_over_asked", "hand_over_approved", "token_handed_over")) {
      ina.go("/audit?type=" + step + "&grant=" + grant);
      assertThat(ina.page.locator("tbody tr").count()).as(step).isEqualTo(1);
    }
    assertThat(ina.page.textContent("main"))
        .contains("Approved by", house.admins().getLast().email());
  }

  @Test
  @Order(7)
  void P12_what_is_refused_does_not_leave() {
    var other = ask();
    bo.go("/hand-overs/" + other);
    bo.page.click("#refuse");
    assertThat(bo.note()).contains("Refused");
    ina.page.waitForSelector("#hand-over-problem:not([hidden])");
    assertThat(ina.page.innerText("#hand-over-problem")).contains("refused");
    ina.look("hand-over-refused");
    wish = other;
    assertThat(fetches(ina)).startsWith("409").contains("not_good");
  }

  @Test
  @Order(8)
  void P12_what_was_approved_does_not_leave_after_it_was_turned_off() {
    var other = ask();
    ina.page.route("**/hand-overs/mine*", route -> route.abort());
    bo.go("/hand-overs/" + other);
    bo.page.click("#approve");
    bo.go("/settings");
    bo.page.uncheck("#sealed_hand_over");
    bo.page.click("#allow");
    ina.page.unroute("**/hand-overs/mine*");
    wish = other;
    assertThat(fetches(ina)).startsWith("409").contains("off");
  }

  @Test
  @Order(9)
  void a_new_consent_is_shared_with_nobody() {
    var visitor = Visitor.signedIn(stack.base(), house.admins().getFirst());
    var wayOut = visitor.press(visitor.get("/grants/" + grant), "reconnect", Map.of());
    visitor.comeBack(wayOut, demo, "chen");
    assertThat(visitor.get("/grants/" + grant).document().getElementById("shared")).isNull();
  }

  /** Asks in the page, and finds the wish on the list. */
  private String ask() {
    ina.go("/grants/" + grant + "/hand-over");
    ina.page.fill("#reason", "once more");
    ina.page.click("#ask");
    ina.page.waitForSelector("#waiting:not([hidden])");
    bo.go("/hand-overs");
    bo.page.locator("main td a").first().click();
    return bo.at().substring("/hand-overs/".length());
  }

  private String asks(Walker as, String reason) {
    return String.valueOf(as.page.evaluate(ASKS, List.of(grant.toString(), reason, "")));
  }

  private String fetches(Walker as) {
    return String.valueOf(as.page.evaluate(FETCHES, wish));
  }

  private static String keptIn(Walker walker) {
    return String.valueOf(
        walker.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"));
  }
}
