package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Two people of one organisation in two zones see one event, each at the own time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ZonesIT {
  /** In Tokyo it is the next day already. */
  private static final String EVENT = "2026-03-10T15:30:00Z";

  /** Two o'clock was skipped two days before, in New York. */
  private static final String QUESTION = "type:signed_out after:2026-03-11 before:2026-03-12";

  private final Stack stack = Stack.shared();
  private final OwnTenant home = OwnTenant.in(stack, 2);
  private final Walker aiko = new Walker(stack.base(), ZoneId.of("Asia/Tokyo"));
  private final Walker sita = new Walker(stack.base(), ZoneId.of("America/New_York"));

  @BeforeAll
  void an_event() throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO audit_event (tenant_id, at, type, actor_kind, actor_name, terminal, details)
          VALUES ('%s', '%s', 'signed_out', 'person', 'x', false, '{}')
          """
              .formatted(home.id(), EVENT));
    }
    aiko.signIn(home.admins().getFirst());
    sita.signIn(home.admins().getLast());
  }

  @AfterAll
  void close() {
    for (var walker : List.of(aiko, sita)) {
      walker.assertNoComplaints();
      walker.close();
    }
  }

  @Test
  @Order(1)
  void until_somebody_chooses_the_browser_says_it() {
    assertThat(aiko.page.innerText("#account")).isEqualTo("Times in Asia/Tokyo");
    assertThat(seenBy(aiko)).isEqualTo("11 Mar 2026, 00:30:00");
    assertThat(seenBy(sita)).isEqualTo("10 Mar 2026, 11:30:00");
    assertThat(sita.page.getAttribute("tbody time", "title"))
        .as("on hover")
        .isEqualTo("10 Mar 2026, 15:30:00 UTC");
  }

  @Test
  @Order(2)
  void what_is_no_zone_is_told_at_the_field_and_kept() {
    sita.page.click("#account");
    assertThat(sita.heading()).isEqualTo("Your account");
    assertThat(sita.page.inputValue("#zone")).isEmpty();
    assertThat(sita.page.innerText("#shown-in")).startsWith("America/New_York");
    sita.page.fill("#zone", "Nepal <b>Time</b>");
    sita.page.click("#choose-zone");
    assertThat(sita.note()).contains("Nothing was saved");
    assertThat(sita.page.innerText("#zone-problem")).contains("No place has this time zone.");
    assertThat(sita.page.getAttribute("#zone", "aria-invalid")).isEqualTo("true");
    assertThat(sita.page.inputValue("#zone")).isEqualTo("Nepal <b>Time</b>");
    sita.look("account-refused");
  }

  @Test
  @Order(3)
  void whoever_chooses_a_zone_sees_each_time_in_it() {
    sita.page.fill("#zone", "asia/kathmandu");
    sita.page.click("#choose-zone");
    assertThat(sita.note()).isEqualTo("Saved.");
    assertThat(sita.page.inputValue("#zone")).isEqualTo("Asia/Kathmandu");
    assertThat(sita.page.innerText("#offset")).isEqualTo("UTC+05:45");
    assertThat(sita.page.innerText("#of-browser")).isEqualTo("America/New_York");
    assertThat(sita.page.innerText("#account")).isEqualTo("Times in Asia/Kathmandu");
    sita.look("account");
    assertThat(seenBy(sita)).isEqualTo("10 Mar 2026, 21:15:00");
    sita.look("zones-log");
    assertThat(seenBy(aiko)).as("the other one").isEqualTo("11 Mar 2026, 00:30:00");
  }

  @Test
  @Order(4)
  void without_script_it_is_the_same() {
    var still = Visitor.signedIn(stack.base(), home.admins().getLast());
    assertThat(still.get("/audit?q=type:signed_out").document().select("tbody time").text())
        .isEqualTo("10 Mar 2026, 21:15:00");
    var other = Visitor.signedIn(stack.base(), home.admins().getFirst());
    assertThat(other.get("/audit?q=type:signed_out").document().select("tbody time").text())
        .as("nobody told a zone")
        .isEqualTo("10 Mar 2026, 15:30:00 UTC");
  }

  @Test
  @Order(5)
  void a_day_that_is_typed_is_one_of_the_own_zone_and_a_link_to_the_answer_says_which() {
    for (var walker : List.of(aiko, sita)) {
      walker.go("/audit");
      walker.page.fill("#q", QUESTION);
      walker.page.press("#q", "Enter");
    }
    assertThat(aiko.page.innerText("#zone-hint")).endsWith("in Asia/Tokyo.");
    assertThat(sita.page.innerText("#zone-hint")).endsWith("in Asia/Kathmandu.");
    assertThat(aiko.page.locator("tbody tr").count()).isEqualTo(1);
    assertThat(sita.page.locator("tbody tr").count()).isZero();
    sita.go(aiko.at());
    assertThat(sita.page.locator("tbody tr").count()).isEqualTo(1);
    assertThat(sita.page.innerText("#zone-hint")).endsWith("in Asia/Tokyo.");
    assertThat(sita.page.innerText("tbody time")).isEqualTo("10 Mar 2026, 21:15:00");
    var csv = Objects.requireNonNull(sita.page.getByText("Download CSV").getAttribute("href"));
    assertThat(csv).contains("zone=Asia%2FTokyo");
    assertThat(sita.context().request().get(stack.base() + csv).text())
        .as("exports stay UTC")
        .contains(EVENT);
    assertThat(sita.go("/audit?from=2026-03-11&zone=Middle-earth").status()).isEqualTo(200);
    assertThat(sita.page.locator("tbody tr").count()).isZero();
  }

  @Test
  @Order(6)
  void what_was_chosen_in_another_window_is_told_and_not_overwritten_unseen() {
    sita.go("/account");
    var window = sita.context().newPage();
    window.navigate(stack.base() + "/account");
    window.fill("#zone", "Asia/Tokyo");
    window.click("#choose-zone");
    window.close();
    sita.page.fill("#zone", "Europe/Berlin");
    sita.page.click("#choose-zone");
    assertThat(sita.note()).contains("You chose another zone elsewhere a moment ago: Asia/Tokyo.");
    assertThat(sita.page.inputValue("#zone")).isEqualTo("Europe/Berlin");
    sita.page.click("#choose-zone");
    assertThat(sita.note()).isEqualTo("Saved.");
    assertThat(sita.page.innerText("#account")).isEqualTo("Times in Europe/Berlin");
  }

  @Test
  @Order(7)
  void an_empty_field_follows_the_browser_again_and_the_log_has_each_choice() {
    sita.page.fill("#zone", "");
    sita.page.click("#choose-zone");
    assertThat(sita.page.innerText("#account")).isEqualTo("Times in America/New_York");
    assertThat(seenBy(sita)).isEqualTo("10 Mar 2026, 11:30:00");
    sita.go("/audit?q=type:member_zone_chosen");
    assertThat(sita.page.innerText("#count")).isEqualTo("4 events");
    assertThat(sita.page.textContent("tbody")).contains("Time zone chosen", "Asia/Kathmandu");
  }

  @Test
  @Order(8)
  void an_operator_has_a_zone_too() {
    var operator = Visitor.signedIn(stack.base(), stack.seed().operator());
    var page = operator.get("/account");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.document().select("#zones option").size()).isGreaterThan(400);
    assertThat(new Visitor(stack.base()).get("/account").location()).startsWith("/login");
  }

  private static String seenBy(Walker walker) {
    walker.go("/audit?q=type:signed_out");
    return walker.page.innerText("tbody time");
  }
}
