package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is open is on one page, with the act that mends it; each member chooses what to be told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesPageIT {
  private static final String PROVIDERS =
      """
      INSERT INTO provider (
        tenant_id, id, name, issuer_in_response, authorization_endpoint, token_endpoint, client_id,
        client_authentication, scope, refresh_mode, margin_ms, assumed_life_ms, reuse_grace_ms,
        reuse_consequence, proof_kind, deadline_ms, status, status_reason, status_since, version)
      SELECT '%1$s', gen_random_uuid(), p.name, false, 'https://issuer.example/authorize', 'https://issuer.example/token', 'c',
             'CLIENT_SECRET_BASIC', 'mail', 'KEEP_WARM', 300000, 1800000, 0, 'REVOKES_GRANT', 'NONE', 10000,
             CASE WHEN p.name IN ('HubSpot', 'Old CRM') THEN 'PAUSED' ELSE 'ACTIVE' END,
             CASE p.name WHEN 'HubSpot' THEN 'client_refused:invalid_client' WHEN 'Old CRM' THEN 'paused_by_person' END,
             eg_now() - interval '2 hours', 1
      FROM unnest(ARRAY['Xero', 'Zoom', 'HubSpot', 'Old CRM']) p (name)
      """;

  private static final String GRANTS =
      """
      INSERT INTO oauth_grant (
        tenant_id, id, provider_id, account, status, status_cause, scope_asked, scope_granted, salt, kv_version,
        key_version, fingerprint, due_at, consented_at, last_success_at, last_outcome_at)
      SELECT p.tenant_id, gen_random_uuid(), p.id, 'account' || n || '@customer.example', s.status,
             CASE WHEN s.status = 'NEEDS_CONSENT' THEN 'revoked' END, 'mail', 'mail', 's', 1, 1, 'f',
             eg_now() + interval '1 day', eg_now(), eg_now(), eg_now() - interval '5 minutes'
      FROM provider p
      CROSS JOIN generate_series(1, 20) n
      CROSS JOIN LATERAL (
        SELECT CASE WHEN p.name = 'Xero' AND n <= 12 THEN 'NEEDS_CONSENT' ELSE 'ACTIVE' END AS status
      ) s
      WHERE p.tenant_id = '%1$s'
      """;

  private static final String OUTAGE =
      """
      INSERT INTO provider_breaker (tenant_id, provider_id, failures, step, retry_at)
      SELECT p.tenant_id, p.id, 3, 1, eg_now() + interval '1 hour'
      FROM provider p
      WHERE p.tenant_id = '%1$s'
        AND p.name = 'Zoom'
      """;

  private static final String PAST =
      """
      INSERT INTO notice (tenant_id, id, kind, provider_id, opened_at, closed_at, grants, told_at)
      SELECT p.tenant_id, gen_random_uuid(), 'FAILURE', p.id, eg_now() - interval '3 days', eg_now() - interval '2 days', 20,
             eg_now()
      FROM provider p
      WHERE p.tenant_id = '%1$s'
        AND p.name = 'Xero'
      """;

  /** As the acts that were left out write them: without one nobody looks again within the hour. */
  private static final String EVENTS =
      """
      INSERT INTO audit_event (tenant_id, type, actor_kind, provider_id, terminal, details)
      SELECT p.tenant_id, 'provider_paused', 'portal', p.id, false, '{}'
      FROM provider p
      WHERE p.tenant_id = '%1$s'
        AND p.status = 'PAUSED'
      """;

  private final Stack stack = Stack.shared();
  private final OwnTenant tenant = OwnTenant.in(stack, 1);
  private final Walker ada = new Walker(stack.base());

  @BeforeAll
  void four_providers_in_trouble() {
    for (var sql : new String[] {PROVIDERS, GRANTS, OUTAGE, PAST, EVENTS}) {
      write(sql.formatted(tenant.id()));
    }
    ada.signIn(tenant.admins().getFirst());
  }

  @AfterAll
  void close() {
    ada.assertNoComplaints();
    ada.close();
    write("DELETE FROM oauth_grant WHERE tenant_id = '" + tenant.id() + "'");
  }

  @Test
  void what_is_open_is_there_with_the_act_that_mends_it() {
    ada.go("/notices");
    var lines = ada.page.locator("#open + .todo > li");
    ada.awaitPage("four notices", () -> lines.count() == 4);
    assertThat(String.join("\n", lines.allInnerTexts()))
        .contains(
            "Xero: 12 grants need consent",
            "Reconnect 12",
            "Zoom does not answer",
            "HubSpot: client refused",
            "Replace the secret",
            "Old CRM is paused");
    assertThat(ada.page.locator("#past ~ table tbody tr").first().innerText())
        .contains("Xero answers again", "From ");
    assertThat(ada.shows("This installation has no mail server")).isTrue();
    assertThat(ada.page.locator("nav a[aria-current=page]").innerText()).isEqualTo("Notices");
    ada.look("notices");
    ada.page.locator("a.btn", new Page.LocatorOptions().setHasText("Reconnect 12")).click();
    assertThat(ada.page.locator("tbody tr").count()).isEqualTo(12);
  }

  @Test
  void each_member_chooses_what_to_be_told() {
    ada.go("/notices/mine");
    assertThat(ada.page.locator("main input[type=checkbox]:checked").count()).isEqualTo(8);
    ada.look("notices-mine");
    ada.page.uncheck("#ends_soon");
    ada.page.uncheck("#recovery");
    ada.page.click("#choose");
    assertThat(ada.note()).contains("Saved");
    assertThat(ada.page.locator("main input[type=checkbox]:checked").count()).isEqualTo(6);
    assertThat(ada.page.isChecked("#ends_soon")).isFalse();
  }

  @Test
  void an_auditor_chooses_too_and_adds_nobody() {
    var otto = Visitor.signedIn(stack.base(), stack.seed().globex().auditor());
    var page = otto.get("/notices/mine");
    assertThat(page.document().select("input[type=checkbox][checked]").eachAttr("name"))
        .containsExactly("key_changed", "member_changed");
    var saved = otto.press(page, "choose", Map.of("failure", "on"));
    assertThat(saved.text()).contains("Saved");
    assertThat(otto.get("/settings").document().select("#told")).isEmpty();
  }

  @Test
  void what_is_no_address_is_said_and_kept_in_the_form() {
    ada.go("/settings");
    ada.page.fill("#notice_addresses", "ops@acme.example\nnot an address");
    ada.page.click("#tell");
    assertThat(ada.page.locator("#notice_addresses-problem").innerText())
        .contains("«not an address» is no mail address");
    assertThat(ada.page.inputValue("#notice_addresses"))
        .contains("ops@acme.example\nnot an address");
    ada.look("settings-addresses-refused");
    ada.page.fill("#notice_addresses", "ops@acme.example");
    ada.page.click("#tell");
    assertThat(ada.note()).contains("Saved");
    assertThat(ada.page.inputValue("#notice_addresses")).isEqualTo("ops@acme.example");
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
