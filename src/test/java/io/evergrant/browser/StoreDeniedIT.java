package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Denied;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.demo.LedgerEntry;
import io.evergrant.testkit.process.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The store denies what the portal asks of it: every grant keeps its state, the page says who
 * refused and what helps, the log has a line, and nothing is left half-written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreDeniedIT {
  private static final String MODE = "denied";
  private static final String DENIED = "The store refused: its policy does not allow it";

  private final Stack stack = Stack.shared();
  // its own alone, so that no other test's grants are concerned
  private final OwnTenant house = OwnTenant.in(stack, 1);
  private final UUID tenant = house.id();
  private final String tokens = "evergrant/data/" + tenant + "/grants/+/+";
  private final String encrypt = "transit/encrypt/eg-tenant-" + tenant;
  private final String decrypt = "transit/decrypt/eg-tenant-" + tenant;
  private final String secrets = "evergrant/data/" + tenant + "/providers/+";
  private Walker gus;
  private UUID provider;
  private UUID grant;

  @BeforeAll
  void a_grant_of_ben() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    var admin = Visitor.signedIn(stack.base(), house.admins().getFirst());
    provider = admin.registerDemo("Behind a wall", stack.provider(), MODE);
    grant = admin.connect(provider, stack.provider(), "ben");
    gus = new Walker(stack.base());
    gus.signIn(house.admins().getFirst());
  }

  @AfterEach
  void no_attempt_stays_open() {
    Until.holds(
        "no attempt is open",
        Duration.ofSeconds(30),
        () -> count("refresh_attempt WHERE open AND provider_id") == 0);
  }

  @AfterAll
  void close() {
    gus.assertNoComplaints();
    gus.close();
  }

  @Test
  void an_account_is_not_connected_while_tokens_may_not_be_written() {
    connectingIsRefused(tokens, "refused");
  }

  @Test
  void an_account_is_not_connected_while_nothing_may_be_encrypted() {
    connectingIsRefused(encrypt, "refused");
  }

  @Test
  void a_code_is_not_even_spent_while_the_client_secret_may_not_be_read() {
    var spent = asked("authorization_code");
    connectingIsRefused(secrets, "");
    assertThat(asked("authorization_code")).as("codes that the provider saw").isEqualTo(spent);
  }

  @Test
  void a_grant_that_is_authorised_again_keeps_its_old_tokens() {
    for (var path : new String[] {tokens, encrypt}) {
      var before = row();
      var events = events("refused");
      denying(
          path,
          () -> {
            gus.go("/grants/" + grant);
            gus.page.click("#reconnect");
            throughTheProvider("ben");
            refused();
            assertThat(row()).as(path).isEqualTo(before);
          });
      assertThat(events("refused")).as(path).isEqualTo(events + 1);
      gus.go("/grants/" + grant);
      assertThat(gus.page.locator("h1 .badge").innerText()).isEqualTo("Active");
      assertThat(gus.shows("Not connected: the store did not take the tokens")).isTrue();
      gus.go("/audit?grant=" + grant);
      assertThat(gus.page.locator("tbody tr").first().innerText())
          .contains("Not connected: the store did not take the tokens");
    }
    gus.go("/grants/" + grant);
    gus.look("grant-store-refused");
    refreshes();
  }

  @Test
  void a_refresh_that_may_not_open_its_tokens_sends_nothing() {
    denying(
        decrypt,
        () -> {
          var asked = asked("refresh_token");
          gus.go("/grants/" + grant);
          gus.page.click("#refresh");
          gus.awaitPage(
              "it was given up",
              () ->
                  gus.shows(
                      "Given up before anything was sent: the token store could not be read"));
          assertThat(gus.page.locator("h1 .badge").innerText()).isEqualTo("Active");
          assertThat(asked("refresh_token")).isEqualTo(asked);
        });
    refreshes();
  }

  @Test
  void a_refresh_that_may_not_store_keeps_the_answer_and_the_page_says_so() {
    denying(
        tokens,
        () -> {
          gus.go("/grants/" + grant);
          gus.page.click("#refresh");
          gus.awaitPage(
              "it was escrowed", () -> gus.shows("Renewed, kept sealed until the store takes it"));
          assertThat(gus.page.locator("h1 .badge").innerText()).isEqualTo("Active");
          gus.look("grant-escrowed");
        });
    Until.holds(
        "the answer is stored",
        Duration.ofSeconds(60),
        () ->
            ask("SELECT count(*) FROM token_escrow WHERE state = 'KEPT' AND grant_id = '"
                    + grant
                    + "'")
                .equals("0"));
    refreshes();
  }

  @Test
  void a_provider_is_not_registered_without_its_secret() {
    denying(
        encrypt,
        () -> {
          gus.go("/providers/new");
          gus.page.fill("#name", "Never registered");
          gus.page.fill("#issuer", stack.provider().issuer(MODE).toString());
          gus.page.click("#discover");
          gus.page.fill("#clientId", DemoProvider.CLIENT_ID);
          gus.page.fill("#clientSecret", "a secret that is not kept");
          gus.page.click("#register");
          assertThat(gus.note()).contains(DENIED).contains("look at the vault’s policy");
          assertThat(gus.page.inputValue("#name")).isEqualTo("Never registered");
          assertThat(gus.page.inputValue("#clientSecret")).isEmpty();
          gus.look("provider-store-refused");
          gus.go("/providers");
          assertThat(gus.shows("Never registered")).isFalse();

          gus.go("/providers/" + provider);
          gus.page.fill("#clientSecret", "a secret that is not kept");
          gus.page.click("#replace-secret");
          assertThat(gus.note()).contains(DENIED);
          gus.go("/audit?type=provider_secret_replaced&provider=" + provider);
          assertThat(gus.shows("No event matches")).isTrue();
        });
  }

  private void denying(String path, Runnable work) {
    Denied.at(stack.stores().vault(), path).during(work);
  }

  private void connectingIsRefused(String path, String outcome) {
    var grants = count("oauth_grant WHERE provider_id");
    var kept = stack.stores().vault().list("evergrant/metadata/" + tenant + "/grants");
    var events = events(outcome);
    denying(
        path,
        () -> {
          gus.go("/providers/" + provider);
          gus.page.click("#connect");
          throughTheProvider("ada");
          refused();
        });
    assertThat(count("oauth_grant WHERE provider_id")).isEqualTo(grants);
    assertThat(stack.stores().vault().list("evergrant/metadata/" + tenant + "/grants"))
        .isEqualTo(kept);
    assertThat(events(outcome)).as("lines in the log").isEqualTo(events + 1);
  }

  private void throughTheProvider(String account) {
    gus.page.click("#way-out");
    if (gus.page.locator("#switch-account").count() > 0) {
      gus.page.click("#switch-account");
    }
    gus.page.click("#login-" + account);
    gus.page.click("#allow");
    gus.page.waitForURL(url -> url.contains("/oauth/result"));
  }

  private void refused() {
    assertThat(gus.heading()).isEqualTo("The store refused");
    assertThat(gus.note()).contains(DENIED);
    assertThat(gus.shows("Nothing. No token was stored and every grant is as it was.")).isTrue();
    assertThat(gus.shows("Connect again once the store serves")).isTrue();
    gus.look("result-store-refused");
  }

  /** The tokens that the grant had are good, and go on being rotated. */
  private void refreshes() {
    var asked = asked("refresh_token");
    gus.page.click("#refresh");
    Until.holds(
        "the grant is refreshed", Duration.ofSeconds(60), () -> asked("refresh_token") > asked);
    assertThat(stack.provider().ledger(MODE)).allMatch(LedgerEntry::accepted);
  }

  private long asked(String kind) {
    return stack.provider().ledger(MODE).stream()
        .filter(entry -> entry.kind().equals(kind))
        .count();
  }

  /** Events that name the refusal; an outcome only where a code was exchanged. */
  private long events(String outcome) {
    return count(
        "audit_event WHERE details ->> 'reason' = 'store_refused' AND details ->> 'store' ="
            + " 'denied' AND coalesce(outcome, '') = '"
            + outcome
            + "' AND provider_id");
  }

  private long count(String what) {
    return Long.parseLong(ask("SELECT count(*) FROM " + what + " = '" + provider + "'"));
  }

  /** What a consent would change of the grant; its refreshes go on meanwhile. */
  private String row() {
    return ask(
        "SELECT concat_ws(' ', status, salt, consented_at, account) FROM oauth_grant WHERE id"
            + " = '"
            + grant
            + "'");
  }

  private String ask(String sql) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
