package io.evergrant.portability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.SignIn;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.demo.LedgerEntry;
import io.evergrant.testkit.process.Until;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The same WAR on WildFly: from sign-in to a log that is verified, in the order of its steps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WildFlyIT {
  private static final String MODE = "wildfly";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String EXPORTS = "/api/v1/audit-exports";

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private final URI base = stack.base();
  private final BackEnd acme = new BackEnd(base, stack.seed().acme().apiKey());
  private final Visitor ada = new Visitor(base);
  private UUID provider = new UUID(0, 0);
  private UUID grant = new UUID(0, 0);

  @BeforeAll
  void tokens_that_live_for_seconds() {
    demo.settings(MODE, Map.of("access_life_s", 9));
  }

  @Test
  @Order(1)
  void it_is_ready_with_its_stores_and_nothing_else_is_on_its_port() {
    var ready = BackEnd.send(stack.portal().health(), "/health/ready", request -> request.GET());
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.body())
        .contains("{\"database\":\"serves\",\"vault\":\"serves\"}")
        .contains("\"syslog\"", "\"tokens\"");
    for (var theirs : List.of("/management", "/console", "/wildfly-services", "/health/ready")) {
      assertThat(ada.get(theirs).status()).as(theirs).isEqualTo(404);
    }
  }

  @Test
  @Order(2)
  void somebody_signs_in_under_a_new_session_id_and_sees_what_their_role_may() {
    assertThat(ada.get("/members").location()).isEqualTo("/login?next=%2Fmembers");
    var refused =
        ada.press(
            ada.get("/login"),
            "sign-in",
            Map.of("email", stack.seed().acme().admin().email(), "password", "not the password"));
    assertThat(refused.text()).contains("Email address or password is wrong");
    assertThat(SignIn.cookie(base, stack.seed().acme().admin()))
        .startsWith("evergrant=")
        .contains("HttpOnly", "SameSite=Lax", "path=/");
    ada.signIn(stack.seed().acme().admin());
    var first = ada.cookies();
    ada.signIn(stack.seed().acme().admin());
    assertThat(ada.cookies()).hasSize(1).isNotEqualTo(first);
    assertThat(ada.get("/members").text()).contains(stack.seed().acme().auditor().email());
    var auditor = Visitor.signedIn(base, stack.seed().acme().auditor());
    assertThat(auditor.get("/audit").status()).isEqualTo(200);
    assertThat(auditor.get("/providers/new").status()).isEqualTo(403);
    var operator = Visitor.signedIn(base, stack.seed().operator());
    assertThat(operator.get("/operator").text()).contains("This node is at work");
    assertThat(operator.get("/grants").status()).isEqualTo(403);
  }

  @Test
  @Order(3)
  void every_page_without_an_id_is_shown() {
    var pages =
        """
        / /providers /providers/new /catalogue /grants /grants/import /hand-overs /bulk-acts
        /audit /audit/types /audit/exports /audit/verify /keys /keys/new /webhooks /webhooks/new /links
        /links/new /notices /settings /members /members/new /account /audit.csv /openapi
        """;
    for (var page : pages.strip().split("\\s+", -1)) {
      assertThat(ada.get(page).status()).as(page).isEqualTo(200);
    }
    for (var page : List.of("/login", "/assets/evergrant.css", "/assets/evergrant.js")) {
      var sent = BackEnd.send(base, page, asks -> asks.GET().header("Accept-Encoding", "gzip"));
      assertThat(sent.header("Content-Encoding")).as(page).isEqualTo("gzip");
    }
  }

  @Test
  @Order(4)
  void a_provider_is_registered_and_an_account_connected() {
    provider = ada.registerDemo("On <b>WildFly</b>", demo, MODE);
    assertThat(ada.get("/providers/" + provider).text())
        .contains("On <b>WildFly</b>")
        .doesNotContain(DemoProvider.CLIENT_SECRET);
    grant = ada.connect(provider, demo, "ada");
    assertThat(acme.get("/api/v1/grants/" + grant).text("status")).isEqualTo("active");
  }

  @Test
  @Order(5)
  void the_timer_refreshes_it_by_itself_and_each_attempt_is_ended() {
    Until.holds("three refreshes", PATIENCE, () -> renewed("timer") >= 3);
    assertThat(attempts())
        .filteredOn(attempt -> attempt.get("ended_at") != null)
        .extracting(attempt -> attempt.get("outcome"))
        .containsOnly("renewed");
    assertThat(ada.get("/grants/" + grant).text()).contains("Renewed, with a new refresh token");
  }

  @Test
  @Order(6)
  void a_back_end_has_it_refreshed_and_gets_a_token_that_works() {
    var refreshed = acme.post("/api/v1/grants/" + grant + "/refresh");
    assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
    assertThat(refreshed.text("outcome")).isEqualTo("renewed");
    var token = acme.get("/api/v1/grants/" + grant + "/access-token?min_ttl=1");
    assertThat(token.status()).as(token.body()).isEqualTo(200);
    assertThat(token.text("token_type")).isEqualTo("Bearer");
    var who =
        BackEnd.send(
            demo.issuer(MODE),
            demo.issuer(MODE).getPath() + "/userinfo",
            request ->
                request.header("Authorization", "Bearer " + token.text("access_token")).GET());
    assertThat(who.body()).contains("ada@demo.example");
  }

  @Test
  @Order(7)
  void P03_the_providers_ledger_and_the_portals_log_tell_of_the_same_refreshes() {
    ada.press(ada.get("/providers/" + provider), "pause", Map.of());
    Until.holds(
        "nothing is under way",
        PATIENCE,
        () -> attempts().stream().noneMatch(attempt -> attempt.get("ended_at") == null));
    var redeemed =
        demo.ledger(MODE).stream()
            .filter(entry -> entry.kind().equals("refresh_token"))
            .filter(LedgerEntry::accepted)
            .count();
    var told =
        acme.get("/api/v1/audit-events?limit=200&type=refresh_ended&outcome=renewed&grant=" + grant)
            .items();
    assertThat(told).hasSize((int) redeemed);
  }

  @Test
  @Order(8)
  void a_consent_link_leads_a_customer_to_the_provider_and_back() {
    ada.press(ada.get("/providers/" + provider), "resume", Map.of());
    var made =
        acme.post(
            "/api/v1/connect-links",
            "application/json",
            ("{\"provider\":\"" + provider + "\",\"external_id\":\"customer-42\"}")
                .getBytes(UTF_8));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    var customer = new Visitor(base);
    var page = customer.get(URI.create(made.text("url")).getPath());
    var done = customer.followLink(page, demo, "ben", "allow");
    assertThat(done.text()).contains("Connected");
    var link = acme.get("/api/v1/connect-links/" + made.text("id"));
    assertThat(link.text("state")).isEqualTo("used");
    assertThat(acme.get("/api/v1/grants/" + link.text("used_for")).text("external_id"))
        .isEqualTo("customer-42");
  }

  @Test
  @Order(9)
  void the_log_is_shown_and_is_genuine() {
    var shown = ada.get("/audit?type=refresh_ended&outcome=renewed&grant=" + grant);
    assertThat(shown.document().select("tbody tr").size()).isGreaterThan(2);
    signHeads();
    Until.holds("each log has a checkpoint", PATIENCE, this::haveCheckpoints);
    var asked = ada.press(ada.get("/audit/verify"), "verify", Map.of());
    assertThat(asked.path()).matches("/audit/verify/[0-9a-f-]{36}");
    Until.within(
        PATIENCE, () -> ada.get(asked.path()).document().getElementById("verdict") != null);
    assertThat(ada.get(asked.path()).text()).contains("Genuine");
  }

  /** Three stores in a method of a use case, in a timer's thread: one transaction of PostgreSQL. */
  @Test
  @Order(10)
  void P01_what_a_timer_does_in_one_transaction_is_committed_together() throws SQLException {
    var made = acme.post(EXPORTS, "application/json", "{\"format\":\"jsonl\"}".getBytes(UTF_8));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    var address = EXPORTS + "/" + made.text("id");
    Until.holds(
        "the export is ready",
        PATIENCE,
        () -> {
          signHeads();
          return acme.get(address).text("state").equals("ready");
        });
    var writers = transactions(UUID.fromString(made.text("id")));
    assertThat(writers).as("the export, its last part, and its event").hasSize(3);
    assertThat(Set.copyOf(writers)).as(writers.toString()).hasSize(1);
  }

  @Test
  @Order(11)
  void its_log_tells_of_no_fault_once_it_serves() {
    var log = stack.portal().process().output();
    var served = log.substring(log.indexOf("WFLYSRV0025"));
    var faults = served.lines().filter(line -> line.contains(" ERROR ")).toList();
    assertThat(faults).isEmpty();
    assertThat(served).doesNotContain("Exception");
  }

  /** As the portal gives it. */
  private List<Map<String, Object>> attempts() {
    return acme.get("/api/v1/grants/" + grant + "/attempts").items();
  }

  private long renewed(String trigger) {
    return attempts().stream()
        .filter(attempt -> trigger.equals(attempt.get("trigger")))
        .filter(attempt -> "renewed".equals(attempt.get("outcome")))
        .count();
  }

  /** Nobody waits a minute for a checkpoint. */
  private void signHeads() {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var running = connection.createStatement()) {
      running.execute(
          """
          UPDATE audit_sequencer SET unsigned_since = eg_now() - interval '2 minutes'
          WHERE linked > signed
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean haveCheckpoints() {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var running = connection.createStatement();
        var row =
            running.executeQuery(
                "SELECT bool_and(signed > 0) FROM audit_sequencer WHERE linked > 0")) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Which wrote the rows of an export that is ready. */
  private List<String> transactions(UUID export) throws SQLException {
    var rows =
        """
        SELECT xmin FROM audit_export WHERE id = '%1$s'
        UNION ALL (SELECT xmin FROM audit_export_part WHERE export_id = '%1$s' ORDER BY part DESC LIMIT 1)
        UNION ALL SELECT xmin FROM audit_event
        WHERE type = 'audit_export_ended' AND details->>'export' = '%1$s'
        """
            .formatted(export);
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var asking = connection.createStatement();
        var found = asking.executeQuery(rows)) {
      var ids = new ArrayList<String>();
      while (found.next()) {
        ids.add(found.getString(1));
      }
      return ids;
    }
  }
}
