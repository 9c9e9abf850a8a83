package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.evergrant.adapter.password.Argon2idHash;
import io.evergrant.domain.secret.Password;
import io.evergrant.testkit.Denied;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Seed.Login;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.RandomSecret;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An admin with 5,000 grants at 20 providers sees what is broken, why, and the act that mends it.
 * What stands there is written into the database: no timer touches it, for nothing of it is due.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewIT {
  private static final String PROVIDERS =
      """
      INSERT INTO provider (
        tenant_id, id, name, issuer_in_response, authorization_endpoint, token_endpoint, client_id,
        client_authentication, scope, refresh_mode, margin_ms, assumed_life_ms, absolute_limit_ms, reuse_grace_ms,
        reuse_consequence, proof_kind, deadline_ms, status, status_reason, status_since, version)
      SELECT '%1$s', gen_random_uuid(), p.name, false, 'https://issuer.example/authorize', 'https://issuer.example/token', 'c',
             'CLIENT_SECRET_BASIC', 'mail', 'KEEP_WARM', 300000, 1800000,
             CASE WHEN p.n = 4 THEN 365 * 86400000::bigint END, 0, 'REVOKES_GRANT', 'NONE', 10000,
             CASE WHEN p.n IN (5, 6) THEN 'PAUSED' ELSE 'ACTIVE' END,
             CASE p.n WHEN 5 THEN 'client_refused:invalid_client' WHEN 6 THEN 'paused_by_person' END,
             eg_now() - interval '2 hours', 1
      FROM unnest(ARRAY['Asana', 'Atlassian', 'Box', 'Intuit', 'HubSpot', 'Old CRM', 'DocuSign', 'Dropbox', 'Figma',
                        'GitHub', 'GitLab', 'Google Workspace', 'LinkedIn', 'Microsoft Entra', 'Notion',
                        'Salesforce', 'Slack', 'Xero', 'Zendesk', 'Zoom']) WITH ORDINALITY p (name, n)
      """;

  private static final String GRANTS =
      """
      INSERT INTO oauth_grant (
        tenant_id, id, provider_id, account, external_id, status, status_cause, scope_asked, scope_granted, salt,
        kv_version, key_version, fingerprint, due_at, consented_at, last_success_at, last_outcome_at, last_outcome,
        last_cause, refreshes, rotations)
      SELECT p.tenant_id, gen_random_uuid(), p.id, 'account' || n || '@customer.example', 'customer-' || n,
             s.status, s.cause, 'mail', 'mail', 's', 1, 1, 'f', eg_now() + interval '1 day',
             eg_now() - CASE WHEN p.name = 'Intuit' AND n = 250 THEN interval '362 days'
                             ELSE interval '220 days' + n * interval '12 hours' END, eg_now(), eg_now() - n * interval '1 minute',
             'renewed', 'rotated', 9, 9
      FROM provider p
      CROSS JOIN generate_series(1, 250) n
      CROSS JOIN LATERAL (
        SELECT CASE
                 WHEN p.name = 'Xero' AND n <= 12 OR p.name = 'Zoom' AND n = 1 THEN 'NEEDS_CONSENT'
                 WHEN p.name = 'Salesforce' AND n <= 3 THEN 'NEEDS_REVIEW'
                 WHEN p.name = 'Box' AND n <= 2 THEN 'PAUSED'
                 ELSE 'ACTIVE'
               END AS status,
               CASE
                 WHEN p.name = 'Xero' AND n <= 12 OR p.name = 'Zoom' AND n = 1 THEN 'revoked'
                 WHEN p.name = 'Salesforce' AND n <= 3 THEN 'outcome_unknown'
               END AS cause
      ) s
      WHERE p.tenant_id = '%1$s'
      """;

  private static final String OUTCOMES =
      """
      INSERT INTO outcome_hour (tenant_id, hour, provider_id, outcome, attempts)
      SELECT p.tenant_id, date_trunc('hour', eg_now(), 'UTC') - h * interval '1 hour', p.id, o.outcome,
             CASE o.outcome WHEN 'renewed' THEN 200 + (h * 7 + length(p.name) * 13) %% 60 ELSE 1 + (h + length(p.name)) %% 5 END
      FROM provider p
      CROSS JOIN generate_series(0, 700) h
      CROSS JOIN unnest(ARRAY['renewed', 'deferred', 'consent_lost']) o (outcome)
      WHERE p.tenant_id = '%1$s'
        AND (o.outcome = 'renewed' OR (h + length(p.name)) %% 9 = 0 AND p.name IN ('Xero', 'Zendesk', 'Slack'))
        AND (p.name <> 'HubSpot' OR h > 2)
      """;

  /** Of the first grant at Zoom: one attempt for each way that an attempt can go. */
  private static final String ATTEMPTS =
      """
      INSERT INTO refresh_attempt (
        id, replay_of, tenant_id, grant_id, provider_id, trigger, node, fence, salt, kv_version, fingerprint, open, started_at,
        sent_at, ended_at, outcome, cause, proof, http_status, error, latency_ms)
      SELECT md5(g.id::text || a.n)::uuid, CASE WHEN a.n = 3 THEN md5(g.id::text || 2)::uuid END,
             g.tenant_id, g.id, g.provider_id, a.trigger, 'node-1', a.n, 's', 1, 'f', false, b.began,
             b.began + a.sent * interval '1 millisecond', b.began + a.ended * interval '1 millisecond',
             a.outcome, a.cause, a.proof, a.status, a.error, a.latency
      FROM oauth_grant g
      JOIN provider p ON p.tenant_id = g.tenant_id AND p.id = g.provider_id AND p.name = 'Zoom'
      CROSS JOIN (VALUES
        (1, 'TIMER', 12, 260, 'renewed', 'rotated', 'proved', 200, NULL, 180),
        (2, 'TIMER', 11, 10030, 'unknown', 'timeout', NULL, NULL, NULL, 10000),
        (3, 'TIMER', 14, 300, 'renewed', 'rotated', 'stored', 200, NULL, 240),
        (4, 'TIMER', 12, 45000, 'renewed', 'rotated', 'stored', NULL, NULL, NULL),
        (5, 'API', 9, 1200, 'escrowed', '', 'issued', 200, NULL, 150),
        (6, 'TIMER', NULL, 31000, 'abandoned', 'crashed', NULL, NULL, NULL, NULL),
        (7, 'PERSON', 10, 230, 'consent_lost', 'revoked', NULL, 400, 'invalid_grant', 190)
      ) a (n, trigger, sent, ended, outcome, cause, proof, status, error, latency)
      CROSS JOIN LATERAL (SELECT eg_now() - (8 - a.n) * interval '1 hour' AS began) b
      WHERE g.tenant_id = '%1$s'
        AND g.account = 'account1@customer.example'
      """;

  /** Providers that fail, so that no timer takes up what is due there. */
  private static final String LATE =
      """
      INSERT INTO provider_breaker (tenant_id, provider_id, failures, step, retry_at)
      SELECT p.tenant_id, p.id, 3, 1, eg_now() + interval '1 hour'
      FROM provider p
      WHERE p.tenant_id = '%1$s'
        AND p.name IN ('Zendesk', 'Figma');
      UPDATE oauth_grant g
      SET due_at = eg_now() - CASE p.name WHEN 'Zendesk' THEN interval '40 minutes 10 seconds' ELSE interval '20 seconds' END
      FROM provider p
      WHERE p.tenant_id = '%1$s'
        AND p.name IN ('Zendesk', 'Figma')
        AND g.tenant_id = p.tenant_id
        AND g.provider_id = p.id
        AND g.account IN ('account1@customer.example', 'account2@customer.example')
      """;

  private static final String IN_TIME =
      """
      UPDATE oauth_grant SET due_at = eg_now() + interval '1 day' WHERE tenant_id = '%1$s' AND due_at < eg_now();
      DELETE FROM provider_breaker WHERE tenant_id = '%1$s'
      """;

  private final Stack stack = Stack.shared();
  private final OwnTenant tenant = OwnTenant.in(stack, 1);
  private final OwnTenant fresh = OwnTenant.in(stack, 1);
  private final Walker ada = new Walker(stack.base());

  @BeforeAll
  void five_thousand_grants_at_twenty_providers() {
    for (var sql : new String[] {PROVIDERS, GRANTS, OUTCOMES, ATTEMPTS}) {
      fill(sql);
    }
    ada.signIn(tenant.admins().getFirst());
  }

  @AfterAll
  void close() {
    ada.assertNoComplaints();
    ada.close();
    write("DELETE FROM outcome_hour WHERE tenant_id = '" + tenant.id() + "'");
    write("DELETE FROM refresh_attempt WHERE tenant_id = '" + tenant.id() + "'");
    write("DELETE FROM oauth_grant WHERE tenant_id = '" + tenant.id() + "'");
  }

  @Test
  void what_is_broken_comes_first_with_the_act_that_mends_it() {
    var answer = ada.go("/");
    assertThat(ada.heading()).isEqualTo("16 grants need a person");
    var lines = ada.page.locator("#attention + .todo > li");
    assertThat(lines.nth(0).innerText())
        .contains("HubSpot: client refused", "250", "invalid_client");
    assertThat(lines.nth(1).innerText())
        .contains("12", "Xero: Needs consent", "Reconnect 12", "Since");
    assertThat(lines.nth(2).innerText()).contains("1", "Zoom: Needs consent");
    assertThat(lines.nth(3).innerText()).contains("3", "Salesforce: Needs review", "Decide on 3");
    assertThat(ada.page.locator("#paused a").allInnerTexts()).containsExactly("HubSpot", "Old CRM");
    assertThat(ada.page.locator("#vault").count()).isZero();
    assertThat(answer.body().length).as("bytes of the page").isLessThan(60_000);
    ada.look("overview-many");
    lines.nth(1).locator("a").click();
    assertThat(ada.heading()).isEqualTo("Make consent links for 12 grants?");
    assertThat(ada.page.locator("#hit + table tbody tr").allInnerTexts())
        .singleElement()
        .asString()
        .contains("Xero", "12");
    ada.look("overview-reconnect");
    ada.page.click("#confirming a.btn");
    assertThat(ada.page.locator("tbody tr").count()).isEqualTo(12);
    ada.look("grants-of-a-cause");
    ada.go("/");
    lines.nth(2).locator("a").click();
    assertThat(ada.heading()).contains("account1@customer.example");
  }

  @Test
  void one_end_within_the_week_hides_none_of_the_month_and_all_owners_are_asked_at_once() {
    ada.go("/");
    var lines = ada.page.locator(".todo > li");
    var week = lines.filter(new Locator.FilterOptions().setHasText("Intuit: ends within 7 days"));
    assertThat(week.innerText()).contains("Ask the owner");
    assertThat(lines.last().innerText())
        .startsWith("20")
        .contains("Intuit: ends after 7 days, within 30")
        .contains("all 21, with the one that ends within 7 days")
        .contains("After those 7 days, the first ends")
        .contains("Ask 21 owners");
    lines.last().locator("a").click();
    assertThat(ada.heading()).isEqualTo("Make consent links for 21 grants?");
  }

  @Test
  void an_auditor_looks_at_the_list_instead() {
    var otto = new Login("otto@" + tenant.id() + ".example", RandomSecret.password());
    write(
        "SELECT eg_create_member(gen_random_uuid(), '%s', '%s', 'Otto', 'AUDITOR', '%s')"
            .formatted(
                tenant.id(), otto.email(), new Argon2idHash().of(new Password(otto.password()))));
    var page = Visitor.signedIn(stack.base(), otto).get("/").document();
    assertThat(page.select(".todo a.btn").eachText()).isNotEmpty().containsOnly("Look");
    assertThat(page.select(".todo a.btn").eachAttr("href"))
        .noneMatch(address -> address.contains("/bulk-acts"))
        .anyMatch(address -> address.startsWith("/grants?status=needs_consent&cause=revoked"));
  }

  @Test
  void how_late_refreshes_are_is_a_picture_with_its_numbers_beside_it() {
    ada.go("/");
    assertThat(ada.page.innerText("#lags"))
        .contains("No due grant has waited for a second.", "no history of it is kept");
    assertThat(ada.page.locator("#lags svg").count()).isZero();
    fill(LATE);
    try {
      ada.go("/");
      assertThat(ada.page.innerText("#lags"))
          .contains("At 2 providers", "The longest wait is 40 min, at Zendesk.", "no history");
      assertThat(ada.page.locator("#lags li a").allInnerTexts())
          .containsExactly("Zendesk", "Figma");
      var picture = ada.page.locator("#lags svg").first();
      assertThat(picture.getAttribute("aria-label"))
          .isEqualTo("The longest wait is 40 min; 2 wait for more than a minute.");
      ada.look("overview-lags");
      ada.page.click("#lags summary");
      var rows = ada.page.locator("#lags tbody tr");
      assertThat(rows.count()).isEqualTo(20);
      assertThat(rows.filter(new Locator.FilterOptions().setHasText("Zendesk")).innerText())
          .contains("40 min", "2");
      assertThat(rows.filter(new Locator.FilterOptions().setHasText("Old CRM")).innerText())
          .contains("Paused");
      ada.look("overview-lags-table");
    } finally {
      fill(IN_TIME);
    }
  }

  @Test
  void each_tile_leads_to_the_grants_it_counts() {
    ada.go("/");
    var tiles = ada.page.locator("a.tile");
    for (var i = 0; i < tiles.count(); i++) {
      ada.go("/");
      var said = Long.parseLong(tiles.nth(i).locator("b").innerText().replace(",", ""));
      tiles.nth(i).click();
      var rows = ada.page.locator("tbody tr").count();
      assertThat(rows).as(ada.at()).isEqualTo((int) Math.min(50, said));
    }
  }

  @Test
  void a_picture_has_its_numbers_beside_it() {
    ada.go("/");
    var picture = ada.page.locator("#day").locator("xpath=ancestor::section").locator("svg");
    assertThat(picture.getAttribute("aria-label")).contains("By hour, over 24 hours", "renewed");
    ada.page.locator(".outcomes summary").first().click();
    var rows = ada.page.locator(".outcomes").first().locator("tbody tr");
    assertThat(rows.count()).isEqualTo(24);
    ada.look("overview-table");
  }

  @Test
  void a_grant_tells_each_step_of_each_attempt_and_what_became_of_it() {
    ada.go("/grants?q=account1%40&status=needs_consent&cause=revoked");
    var row = ada.page.locator("tbody tr", new Page.LocatorOptions().setHasText("Zoom"));
    row.locator("a").click();
    var entries = ada.page.locator(".line > li");
    assertThat(entries.nth(6).locator(".way").innerText().lines())
        .containsExactly(
            "intent", "sent +12 ms", "answer +180 ms", "stored", "proved", "committed +68 ms");
    assertThat(entries.nth(5).innerText()).contains("no answer +10,000 ms", "is not known");
    assertThat(entries.nth(4).innerText()).contains("Sent the same refresh token again");
    assertThat("#" + entries.nth(5).getAttribute("id"))
        .isEqualTo(entries.nth(4).locator(".replay a").getAttribute("href"));
    assertThat(entries.nth(3).innerText()).contains("found the answer in the vault");
    assertThat(entries.nth(2).innerText()).contains("kept in escrow");
    assertThat(entries.nth(1).innerText()).contains("Another one found the attempt open");
    assertThat(entries.nth(1).locator(".way").innerText()).doesNotContain("sent");
    assertThat(entries.nth(0).innerText()).contains("invalid_grant");
    ada.look("grant-timeline");
  }

  @Test
  void on_a_phone_the_menu_opens_by_key_and_leads_on() {
    ada.go("/");
    ada.page.setViewportSize(390, 900);
    var menu = ada.page.locator("nav");
    assertThat(menu.isVisible()).isFalse();
    ada.page.locator("button.menu").focus();
    ada.page.keyboard().press("Enter");
    assertThat(menu.isVisible()).isTrue();
    assertThat(ada.page.locator(".who button").first().isVisible()).isTrue();
    ada.look("menu");
    ada.page.setViewportSize(390, 900);
    ada.page.keyboard().press("Escape");
    assertThat(menu.isVisible()).isFalse();
    ada.page.locator("button.menu").click();
    ada.page.click("nav a[href='/settings']");
    assertThat(ada.at()).isEqualTo("/settings");
    ada.page.setViewportSize(1280, 900);
    assertThat(menu.isVisible()).as("beside the page where there is room").isTrue();
  }

  @Test
  void a_vault_that_does_not_serve_is_said_first() {
    ada.go("/");
    Denied.at(stack.stores().vault(), "auth/token/lookup-self")
        .during(() -> ada.awaitPage("the banner", () -> ada.page.locator("#vault").count() == 1));
    assertThat(ada.page.locator("#vault").innerText()).contains("The vault refuses this portal");
    ada.look("overview-vault");
  }

  @Test
  void an_empty_overview_names_the_next_step() {
    try (var eve = new Walker(stack.base())) {
      eve.signIn(fresh.admins().getFirst());
      eve.go("/");
      assertThat(eve.shows("Begin with a provider")).isTrue();
      assertThat(eve.page.locator("main a.btn.main").innerText()).isEqualTo("Register a provider");
      eve.look("overview-empty");
    }
  }

  private void fill(String sql) {
    write(sql.formatted(tenant.id()));
  }

  private void write(String sql) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
