package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Somebody exports the log, has it verified, and says how long it is kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditorsPagesIT {
  private final Stack stack = Stack.shared();
  private final OwnTenant house = OwnTenant.in(stack, 1);
  private final Walker ida = new Walker(stack.base());

  @BeforeAll
  void a_log() throws SQLException {
    sql(
        """
        INSERT INTO audit_event (tenant_id, at, type, actor_kind, actor_name, terminal, details)
        SELECT '%s', eg_now() - n * interval '1 minute', 'signed_out', 'person', 'x', false, '{}'
        FROM generate_series(40, 1, -1) n
        """);
    ida.signIn(house.admins().getFirst());
  }

  private void sql(String... statements) throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (var one : statements) {
        statement.execute(one.replace("%s", house.id().toString()));
      }
      connection.commit();
    }
  }

  /** What takes a minute. */
  private void hurry() {
    try {
      sql(
          "UPDATE audit_sequencer SET unsigned_since = eg_now() - interval '2 minutes'"
              + " WHERE tenant_id = '%s' AND linked > signed");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  void close() {
    ida.assertNoComplaints();
    ida.close();
  }

  @Test
  @Order(1)
  void an_export_is_asked_for_and_comes_with_a_link() {
    ida.go("/audit");
    ida.page.click("a[href$='/audit/exports']");
    ida.page.fill("#after", "many");
    ida.page.click("#ask");
    assertThat(ida.page.textContent("#after-problem")).contains("whole number");
    ida.page.fill("#after", "");
    ida.page.click("#ask");
    assertThat(ida.at()).startsWith("/audit/exports/");
    ida.look("export-waits");
    ida.awaitPage(
        "the export",
        () -> {
          hurry();
          return ida.page.locator("#download").count() == 1;
        });
    ida.page.click("#share");
    assertThat(ida.page.innerText("#address")).contains("/export/");
    ida.look("export-shared");
    ida.go("/audit/exports");
    assertThat(ida.page.innerText("tbody")).contains("Ready", "JSON Lines");
    ida.look("exports");
  }

  /** Who searched on has no count; all are counted again from the newest. */
  @Test
  @Order(2)
  void who_searched_on_has_all_answers_counted() {
    ida.go("/audit?type=signed_out&before=999999999999&on=1");
    assertThat(ida.page.locator("#count").count()).isZero();
    ida.page.click("#count-whole");
    assertThat(ida.at()).isEqualTo("/audit?type=signed_out&count=whole");
    assertThat(ida.page.innerText("#count")).isEqualTo("40 events");
    assertThat(ida.page.locator("#count-whole").count()).as("it is whole").isZero();
    ida.look("log-counted");
  }

  @Test
  @Order(2)
  void the_log_is_verified_and_is_genuine() {
    ida.go("/audit/verify");
    ida.page.click("#verify");
    assertThat(ida.at()).matches("/audit/verify/[0-9a-f-]{36}");
    awaitVerdict();
    assertThat(ida.page.innerText("h1")).contains("Genuine");
    assertThat(ida.page.innerText("#signed")).contains("by the checkpoint there");
    assertThat(ida.page.innerText("#younger")).isNotEmpty();
    ida.look("verification-genuine");
    var stranger = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    assertThat(stranger.get(ida.at()).status()).as("P14").isEqualTo(404);
  }

  private void awaitVerdict() {
    ida.awaitPage("a verdict", () -> ida.page.locator("#verdict").count() == 1);
  }

  @Test
  @Order(3)
  void P18_an_event_that_was_changed_in_the_database_is_shown() throws SQLException {
    sql(
        "SET LOCAL session_replication_role = replica",
        """
        UPDATE audit_event SET actor_name = 'somebody else'
        WHERE tenant_id = '%s'
          AND number = (SELECT number FROM audit_link WHERE tenant_id = '%s' AND sequence = 7)
        """);
    ida.go("/audit/verify");
    ida.page.click("#verify");
    awaitVerdict();
    assertThat(ida.page.innerText("#finding")).contains("not what was linked");
    assertThat(ida.page.innerText("#accused")).contains("event 7 of the chain");
    ida.look("verification-tampered");
    ida.page.click("#bad-event");
    assertThat(ida.at()).matches("/audit/\\d+");
    assertThat(ida.page.innerText("main")).contains("somebody else");
    ida.go("/audit/verify");
    assertThat(ida.page.innerText("tbody")).contains("Genuine", "Tampered");
    ida.look("verify");
  }

  @Test
  @Order(4)
  void an_admin_says_how_long_the_log_is_kept_and_what_keeps_it_longer() {
    ida.go("/settings");
    ida.page.selectOption("#months", "24");
    ida.page.click("#keep");
    assertThat(ida.note()).contains("Saved");
    assertThat(ida.page.inputValue("#months")).isEqualTo("24");
    ida.page.click("#place");
    assertThat(ida.page.textContent("#reason-problem")).contains("Say why");
    ida.page.fill("#reason", "Matter 7 <b>of</b> 2026");
    ida.page.click("#place");
    assertThat(ida.page.innerText("#holds tbody")).contains("Matter 7 <b>of</b> 2026", "stands");
    ida.look("settings-retention");
    ida.page.click("#release");
    assertThat(ida.note()).contains("Released");
    assertThat(ida.page.locator("#release").count()).isZero();
    ida.go("/audit?q=type:legal_hold_placed");
    assertThat(ida.page.innerText("main")).contains("Legal hold placed");
  }
}
