package io.evergrant.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two admins and many grants: a view, a pause, links for owners, a resume, a refresh, and a
 * revocation by both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BulkActsIT {
  private static final String MODE = "bulk-pages";

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private final OwnTenant house = OwnTenant.in(stack, 2);
  private final Walker ina = new Walker(stack.base());
  private final Walker bo = new Walker(stack.base());
  private final AtomicReference<String> address = new AtomicReference<>("");
  private UUID provider = new UUID(0, 0);

  @BeforeAll
  void three_grants() {
    demo.settings(MODE, Map.of("access_life_s", 3_600));
    var visitor = Visitor.signedIn(stack.base(), house.admins().getFirst());
    provider = visitor.registerDemo("Mail", demo, MODE);
    for (var account : new String[] {"ada", "ben", "chen"}) {
      visitor.connect(provider, demo, account);
    }
    ina.signIn(house.admins().getFirst());
    bo.signIn(house.admins().getLast());
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
  void a_question_gets_a_name_that_everybody_finds_above_the_list() {
    ina.go("/grants?provider=" + provider + "&scope=openid");
    ina.page.click("#keep-views summary");
    ina.page.fill("#name", "Mail <b>of</b> openid");
    ina.page.click("#save-view");
    assertThat(ina.note()).contains("It stands above the list");
    bo.go("/grants");
    bo.page.click("#views a");
    assertThat(bo.at()).isEqualTo("/grants?provider=" + provider + "&scope=openid");
    assertThat(bo.page.locator("#views [aria-current=page]").innerText()).contains("<b>of</b>");
    bo.look("grants-views");
    bo.go("/grants?from=yesterday");
    assertThat(bo.page.innerText("#mistaken")).contains("could not be read");
    assertThat(bo.page.locator("#preview").count()).as("nothing is done to them").isZero();
  }

  @Test
  @Order(2)
  void chosen_grants_are_looked_at_and_paused() {
    ina.go("/grants");
    ina.page.click("#preview");
    assertThat(ina.heading()).isEqualTo("No grant is chosen");
    ina.look("bulk-nothing");
    ina.go("/grants");
    ina.page.locator("td.pick input").first().check();
    ina.page.locator("td.pick input").last().check();
    ina.look("grants-chosen");
    ina.page.click("#preview");
    assertThat(ina.heading()).isEqualTo("Pause 2 grants?");
    assertThat(ina.page.innerText("main")).contains("ada", "chen").doesNotContain("ben");
    ina.look("bulk-pause");
    ina.page.click("#confirm");
    ina.awaitPage("both are paused", () -> ina.heading().contains("Done"));
    assertThat(ina.page.innerText("#counts")).contains("Paused").contains("2");
    ina.look("bulk-paused");
    ina.go("/grants?status=paused");
    assertThat(ina.page.locator("td.account").count()).isEqualTo(2);
  }

  @Test
  @Order(3)
  void owners_of_all_in_a_filter_get_links_by_the_organisations_own_channel() throws Exception {
    ina.go("/grants?status=paused");
    ina.page.check("input[name=which][value=all]");
    ina.page.selectOption("select[name=act]", "link");
    ina.page.click("#preview");
    assertThat(ina.heading()).isEqualTo("Make consent links for 2 grants?");
    ina.page.click("#confirm");
    ina.awaitPage("links are made", () -> ina.heading().contains("Done"));
    var download = ina.page.waitForDownload(() -> ina.page.click("#links"));
    var lines = Files.readString(download.path(), UTF_8).lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).contains("ada", "Mail", stack.base() + "/connect/");
    var act = ina.at();
    ina.go("/audit?type=bulk_act_links_downloaded");
    assertThat(ina.page.locator("tbody tr").count()).as("that they left is logged").isEqualTo(1);
    ina.go(act);
    address.set(lines.get(1).replaceAll(".*" + stack.base() + "(/connect/[^,\"]+).*", "$1"));
  }

  @Test
  @Order(4)
  void who_has_not_consented_since_is_seen_and_asked_again() {
    assertThat(ina.page.innerText("main")).contains("Nobody has consented since, of 2");
    try (var ada = new Walker(stack.base())) {
      ada.go(address.get());
      ada.page.click("#way-out");
      ina.page.reload();
      assertThat(ina.page.innerText("#answered"))
          .contains("Opened, not consented 1", "Not opened yet 1");
      ada.page.click("#login-ada");
      ada.page.click("#allow");
      assertThat(ada.heading()).isEqualTo("Connected");
      ada.assertNoComplaints();
    }
    ina.page.reload();
    assertThat(ina.page.innerText("#answered")).contains("Consented 1", "Not opened yet 1");
    ina.look("bulk-answers");
    ina.page.click("#unanswered");
    assertThat(ina.page.locator("td.account").allInnerTexts())
        .hasSize(1)
        .first()
        .asString()
        .contains("chen");
    ina.look("grants-unanswered");
    ina.page.goBack();
    ina.page.click("#ask-again");
    assertThat(ina.heading()).isEqualTo("Make a consent link for one grant?");
    ina.page.click("#confirm");
    ina.awaitPage("a link is made", () -> ina.heading().contains("Done"));
    assertThat(ina.page.innerText("#answered")).isEqualTo("Not opened yet 1");
  }

  @Test
  @Order(5)
  void where_an_owner_is_reached_is_for_admins_and_is_corrected_in_place() {
    ina.page.locator("main td.account a").first().click();
    ina.page.fill("#owner", "chen at example");
    ina.page.click("#save-owner");
    assertThat(ina.page.innerText("#owner-problem")).contains("no mail address");
    assertThat(ina.page.inputValue("#owner")).isEqualTo("chen at example");
    ina.page.fill("#owner", "chen@customer.example");
    ina.page.click("#save-owner");
    assertThat(ina.note()).contains("Saved");
    assertThat(ina.page.inputValue("#owner")).isEqualTo("chen@customer.example");
    ina.look("grant-owner");
    ina.go("/settings");
    ina.look("settings-owners");
  }

  @Test
  @Order(6)
  void who_is_still_paused_is_resumed() {
    ina.go("/grants?status=paused");
    var account = ina.page.innerText("td.account");
    assertThat(does("resume")).isEqualTo("Resume one grant?");
    ina.look("bulk-resume");
    ina.page.click("#confirm");
    ina.awaitPage("it is resumed", () -> ina.heading().contains("Done"));
    assertThat(ina.page.innerText("#counts")).containsPattern("Resumed\\s+1");
    ina.go("/grants?status=paused");
    assertThat(ina.page.locator("td.account").count()).isZero();
    ina.go("/grants?status=active");
    assertThat(ina.page.locator("td.account").allInnerTexts()).hasSize(3).contains(account);
  }

  @Test
  @Order(7)
  void all_are_refreshed_before_their_time() {
    var before = refreshed();
    ina.go("/grants?provider=" + provider);
    assertThat(does("refresh")).isEqualTo("Refresh 3 grants?");
    ina.look("bulk-refresh");
    ina.page.click("#confirm");
    ina.awaitPage("all are refreshed", () -> ina.heading().contains("Done"));
    assertThat(ina.page.innerText("#counts")).containsPattern("Refreshed\\s+3");
    ina.look("bulk-refreshed");
    assertThat(refreshed()).as("at the provider").isGreaterThanOrEqualTo(before + 3);
  }

  /** The question before it is done to all in the filter. */
  private String does(String act) {
    ina.page.check("input[name=which][value=all]");
    ina.page.selectOption("select[name=act]", act);
    ina.page.click("#preview");
    return ina.heading();
  }

  private long refreshed() {
    return demo.ledger(MODE).stream()
        .filter(entry -> entry.kind().equals("refresh_token") && entry.accepted())
        .count();
  }

  @Test
  @Order(8)
  void a_revocation_is_typed_and_approved_by_another() {
    ina.go("/settings");
    ina.page.check("#second_for_revoke");
    ina.page.click("#allow");
    ina.go("/grants?provider=" + provider);
    ina.page.check("input[name=which][value=all]");
    ina.page.selectOption("select[name=act]", "revoke");
    ina.page.click("#preview");
    assertThat(ina.heading()).isEqualTo("Revoke 3 grants?");
    assertThat(ina.page.innerText("main"))
        .contains("Revoked there (RFC 7009)", "asks for a second admin");
    ina.page.fill("#typed", "yes");
    ina.page.click("#confirm");
    assertThat(ina.page.innerText("#typed-problem")).contains("Type 3");
    ina.look("bulk-revoke");
    ina.page.fill("#typed", "3");
    ina.page.click("#confirm");
    assertThat(ina.heading()).contains("Waits for a second admin");
    assertThat(ina.page.locator("#approve").count()).isZero();
    ina.sends(ina.at(), "approve");
    ina.page.reload();
    assertThat(ina.heading()).as("nobody approves an own one").contains("Waits for a second admin");
    bo.go("/grants");
    bo.page.click("#bulk-acts a");
    bo.look("bulk-list");
    bo.page.locator("main td a").first().click();
    assertThat(bo.heading()).contains("Waits for a second admin");
    bo.look("bulk-decide");
    bo.page.click("#approve");
    bo.awaitPage("all are revoked", () -> bo.heading().contains("Done"));
    assertThat(bo.page.innerText("#counts")).contains("Revoked there").contains("3");
    assertThat(bo.page.innerText("main")).contains(house.admins().getLast().email());
    bo.look("bulk-revoked");
    bo.go("/audit?type=bulk_act_ended");
    assertThat(bo.page.locator("tbody tr").count()).isEqualTo(6);
  }
}
