package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Somebody asks the log in words, and looks at what it answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AskTheLogIT {
  private final Stack stack = Stack.shared();
  private final OwnTenant house = OwnTenant.in(stack, 1);
  private final Walker ida = new Walker(stack.base());

  @BeforeAll
  void a_log() throws SQLException {
    insert(
        """
        SELECT '%s', eg_now() - n * interval '17 minutes', 'refresh_ended', 'timer', 'n1', gen_random_uuid(), true,
               CASE WHEN n = 70 THEN 'consent_lost' WHEN n %% 9 = 0 THEN 'deferred' ELSE 'renewed' END,
               CASE WHEN n = 70 THEN '{"cause": "revoked", "error": "invalid_grant",
                 "error_description": "Connection reset by peer"}'::jsonb
               ELSE '{"cause": "", "trigger": "timer"}'::jsonb END
        FROM generate_series(120, 1, -1) n
        """);
    ida.signIn(house.admins().getFirst());
  }

  private void insert(String rows) throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO audit_event (tenant_id, at, type, actor_kind, actor_name, attempt_id, terminal, outcome, details)
          """
              + rows.formatted(house.id()));
    }
  }

  @AfterAll
  void close() {
    ida.assertNoComplaints();
    ida.close();
  }

  @Test
  @Order(1)
  void everything_is_counted_and_drawn() {
    ida.page.click("nav a[href='/audit']");
    assertThat(ida.page.innerText("#count")).isEqualTo("121 events");
    // a chart that takes too long is left out
    ida.awaitPage("the chart", () -> ida.page.locator("svg.chart rect").count() > 20);
    assertThat(ida.page.locator("tbody tr").count()).isEqualTo(50);
    ida.look("log");
    ida.page.click("a[rel=next]");
    assertThat(ida.at()).contains("before=");
    assertThat(ida.page.locator("tbody tr").count()).isEqualTo(50);
  }

  @Test
  @Order(2)
  void a_question_in_words_stands_in_the_address() {
    ida.page.fill("#q", "outcome:consent_lost -actor:person \"reset by PEER\"");
    ida.page.press("#q", "Enter");
    assertThat(ida.at()).contains("q=outcome%3Aconsent_lost");
    assertThat(ida.page.innerText("#count")).isEqualTo("One event");
    assertThat(ida.page.inputValue("#q")).contains("reset by PEER");
    assertThat(ida.page.locator("tbody tr").count()).isEqualTo(1);
    assertThat(ida.page.locator("#next option[value$=' cause:revoked']").count()).isEqualTo(1);
    ida.page.click("#help summary");
    ida.page.click("main > section details summary");
    ida.look("log-asked");
    ida.page.click(".choices a:text-is('unknown')");
    assertThat(ida.page.inputValue("#q")).endsWith("outcome:unknown");
    assertThat(ida.page.innerText("#count")).as("another value of one qualifier").contains("One");
    var csv = ida.context().request().get(stack.base() + href("Download CSV"));
    assertThat(csv.text().lines()).hasSize(2);
  }

  private String href(String word) {
    return Objects.requireNonNull(ida.page.getByText(word).getAttribute("href"));
  }

  @Test
  @Order(3)
  void what_is_not_understood_is_told_with_its_place() {
    ida.page.fill("#q", "reset outcom:renewed after:yesterday");
    ida.page.press("#q", "Enter");
    assertThat(ida.note())
        .contains("Character 7: there is no qualifier “outcom”")
        .contains("Did you mean “outcome”?")
        .contains("Character 28: “yesterday” is no time");
    assertThat(ida.page.locator("tbody tr").count()).isZero();
    ida.look("log-mistaken");
  }

  @Test
  @Order(4)
  void new_answers_are_counted_only_where_that_is_switched_on() throws SQLException {
    ida.go("/audit?q=type:signed_out");
    assertThat(ida.page.isVisible("#news")).isFalse();
    insert(
        """
        SELECT '%s', eg_now(), type, 'person', 'x', NULL, false, NULL, '{}'
        FROM unnest(ARRAY['signed_out', 'signed_out', 'signed_in']) type
        """);
    ida.page.click("#watch");
    ida.page.waitForSelector("#news:visible");
    assertThat(ida.page.innerText("#news")).isEqualTo("2 new");
    ida.look("log-news");
    ida.page.click("#news");
    assertThat(ida.page.locator("tbody tr").count()).isEqualTo(2);
  }

  @Test
  @Order(5)
  void an_event_has_an_address_and_leads_to_what_it_touches() {
    ida.go("/audit?q=error:invalid_grant");
    ida.page.click("tbody summary");
    ida.page.click("tbody dd a");
    assertThat(ida.at()).matches("/audit/\\d+");
    var address = ida.at();
    ida.awaitPage("its link", () -> ida.page.locator("a[rel=next]").count() == 1);
    assertThat(ida.page.textContent("main")).contains("Connection reset by peer");
    ida.look("event");
    ida.page.click("a[rel=next]");
    ida.page.click("a[rel=prev]");
    assertThat(ida.at()).isEqualTo(address);
    ida.page.click("main a[href*='/audit/types']");
    assertThat(ida.at()).isEqualTo("/audit/types#refresh_ended");
    // some hundred rows: their contrast is that of every page, and looking at it takes a minute
    var findings = new AxeBuilder(ida.page).disableRules(List.of("color-contrast")).analyze();
    assertThat(findings.getViolations()).isEmpty();
    var stranger = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    assertThat(stranger.get(address).status()).as("P14").isEqualTo(404);
    assertThat(stranger.get("/audit/new?since=x").status()).isEqualTo(400);
  }
}
