package io.evergrant.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Seed;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every page and every act, tried with the other tenant's ids. */
class ForeignTenantIT {
  private static final String MARK = "Acme's own provider";

  private static Visitor globex;
  private static UUID acmeProvider;
  private static UUID acmeGrant;
  private static UUID acmeAct;
  private static String acmeRequest;
  private static UUID acmeAuditor;
  private static String globexAuditor;
  private static UUID globexProvider;
  private static UUID globexGrant;

  @BeforeAll
  static void two_tenants_with_a_grant_each() {
    var stack = Stack.shared();
    var seed = stack.seed();
    var demo = stack.provider();
    demo.settings("foreign", Map.of());
    var acme = Visitor.signedIn(stack.base(), seed.acme().admin());
    acmeProvider = acme.registerDemo(MARK, demo, "foreign");
    acmeGrant = acme.connect(acmeProvider, demo, "ada");
    var tested = acme.press(acme.get("/providers/" + acmeProvider), "test", Map.of());
    // it asks for a consent by a link, and then makes no row any more
    Until.holds("the test's link", Duration.ofMinutes(1), ForeignTenantIT::testWaitsForConsent);
    acme.press(tested, "stop", Map.of());
    acmeRequest = acme.press(acme.get("/providers/" + acmeProvider), "connect", Map.of()).path();
    acmeAct =
        UUID.fromString(
            new BackEnd(stack.base(), seed.acme().apiKey())
                .post(
                    "/api/v1/bulk-acts",
                    "application/json",
                    "{\"act\":\"resume\",\"grants\":[\"%s\"]}".formatted(acmeGrant).getBytes(UTF_8))
                .text("id"));
    acmeAuditor = UUID.fromString(member(acme, seed.acme().auditor()));
    globex = Visitor.signedIn(stack.base(), seed.globex().admin());
    globexAuditor = member(globex, seed.globex().auditor());
    globexProvider = globex.registerDemo("Globex's own", demo, "foreign");
    globexGrant = globex.connect(globexProvider, demo, "ben");
  }

  @Test
  void P14_a_foreign_id_answers_exactly_as_an_unknown_one() {
    for (var page :
        List.of(
            "/providers/%s",
            "/providers/%s/edit",
            "/providers/%s/test",
            "/grants/%s",
            "/grants/%s/",
            "/grants/%s/hand-over",
            "/hand-overs/%s",
            "/links/%s",
            "/bulk-acts/%s",
            "/bulk-acts/%s/links.csv",
            "/members/%s",
            "/audit/exports/%s",
            "/audit/exports/%s/manifest",
            "/audit/verify/%s")) {
      for (var foreign : List.of(acmeProvider, acmeGrant, acmeAct, acmeAuditor)) {
        var unknown = UUID.randomUUID();
        var asForeign = globex.get(page.formatted(foreign));
        var asUnknown = globex.get(page.formatted(unknown));
        assertThat(asForeign.status()).as(page).isEqualTo(404).isEqualTo(asUnknown.status());
        assertThat(asForeign.text().replace(foreign.toString(), ""))
            .isEqualTo(asUnknown.text().replace(unknown.toString(), ""));
      }
    }
  }

  @Test
  void P14_no_list_or_filter_shows_or_counts_foreign_rows() {
    for (var page :
        List.of(
            "/",
            "/providers",
            "/grants",
            "/grants?q=ada",
            "/grants?provider=" + acmeProvider,
            "/audit",
            "/audit?grant=" + acmeGrant,
            "/audit?provider=" + acmeProvider,
            "/audit.csv",
            "/audit.csv?grant=" + acmeGrant,
            "/links",
            "/hand-overs",
            "/notices",
            "/notices/mine",
            "/bulk-acts",
            "/bulk-acts/new?act=revoke&which=all&provider=" + acmeProvider,
            "/bulk-acts/new?act=revoke&grant=" + acmeGrant,
            "/settings",
            "/members")) {
      var shown = globex.get(page);
      assertThat(shown.status()).as(page).isEqualTo(200);
      assertThat(shown.text())
          .as(page)
          .doesNotContain(MARK)
          .doesNotContain("ada@")
          .doesNotContain(Stack.shared().seed().acme().admin().email());
    }
  }

  @Test
  void P14_a_foreign_authorization_request_leads_nowhere() {
    var shown = globex.get(acmeRequest);
    assertThat(shown.document().getElementById("way-out")).isNull();
    assertThat(shown.text()).doesNotContain(MARK);
  }

  @Test
  void P14_no_act_reaches_a_foreign_row() throws SQLException {
    var before = Rows.now();
    var grantPage = globex.get("/grants/" + globexGrant);
    for (var button : List.of("refresh", "pause", "reconnect", "link")) {
      assertThat(globex.pressTowards(grantPage, button, "/grants/" + acmeGrant).status())
          .as(button)
          .isNotEqualTo(200);
    }
    var providerPage = globex.get("/providers/" + globexProvider);
    for (var button : List.of("pause", "connect", "replace-secret", "test")) {
      assertThat(globex.pressTowards(providerPage, button, "/providers/" + acmeProvider).status())
          .as(button)
          .isNotEqualTo(200);
    }
    var memberPage = globex.get("/members/" + globexAuditor);
    for (var button : List.of("change-role", "renew-link", "remove")) {
      assertThat(globex.pressTowards(memberPage, button, "/members/" + acmeAuditor).status())
          .as(button)
          .isNotEqualTo(200);
    }
    before.areAsBefore();
  }

  /** As the list of members leads to one. */
  private static String member(Visitor admin, Seed.Login login) {
    var row = admin.get("/members").document().select("tr:contains(" + login.email() + ") a");
    return row.attr("href").substring("/members/".length());
  }

  @Test
  void P14_an_act_on_many_grants_reaches_no_foreign_one() throws SQLException {
    var before = Rows.now();
    var own = globex.get("/bulk-acts/new?act=pause&which=all&provider=" + globexProvider);
    var foreign = Map.of("question", "grant=" + acmeGrant + "&grant=" + globexGrant, "mark", "2-0");
    assertThat(globex.press(own, "confirm", foreign).text()).contains("other grants would be hit");
    var byKey = new BackEnd(Stack.shared().base(), Stack.shared().seed().globex().apiKey());
    var body = "{\"act\":\"pause\",\"grants\":[\"%s\"]}".formatted(acmeGrant).getBytes(UTF_8);
    assertThat(byKey.post("/api/v1/bulk-acts", "application/json", body).text("grants"))
        .isEqualTo("0");
    before.areAsBefore();
  }

  @Test
  void an_auditor_reads_everything_and_finds_nothing_to_press() {
    var auditor = Visitor.signedIn(Stack.shared().base(), Stack.shared().seed().acme().auditor());
    for (var page :
        List.of(
            "/",
            "/providers",
            "/grants",
            "/links",
            "/audit",
            "/members",
            "/settings",
            "/notices",
            "/notices/mine")) {
      assertThat(auditor.get(page).status()).as(page).isEqualTo(200);
    }
    for (var page :
        List.of(
            "/grants/" + acmeGrant,
            "/providers/" + acmeProvider,
            "/providers/" + acmeProvider + "/test")) {
      var shown = auditor.get(page);
      assertThat(shown.status()).isEqualTo(200);
      assertThat(shown.document().select("main form[method=post]")).as(page).isEmpty();
    }
    for (var page :
        List.of(
            "/links/new",
            "/grants/import",
            "/bulk-acts/new",
            "/bulk-acts/" + acmeAct + "/links.csv",
            "/providers/new",
            "/members/new",
            "/members/" + acmeAuditor,
            "/providers/" + acmeProvider + "/edit")) {
      assertThat(auditor.get(page).status()).as(page).isEqualTo(403);
    }
  }

  /**
   * What Acme's rows say that the acts aim at, and which rows Acme has. Other suites' rows may end
   * meanwhile, as timer and sweeps want; none may come.
   */
  private record Rows(Set<String> aimedAt, Set<String> all) {
    static Rows now() throws SQLException {
      return new Rows(
          query(
              """
              SELECT concat_ws(' ', status, version) FROM provider WHERE id = '%s'
              UNION ALL SELECT concat_ws(' ', status, status_cause) FROM oauth_grant WHERE id = '%s'
              UNION ALL SELECT concat_ws(' ', role, version, removed_at) FROM member WHERE id = '%s'
              """
                  .formatted(acmeProvider, acmeGrant, acmeAuditor)),
          query(
              Stream.of(
                      "provider",
                      "oauth_grant",
                      "consent_link",
                      "authorization_request",
                      "member",
                      "provider_test",
                      "bulk_act")
                  .map(
                      table ->
                          "SELECT '%1$s ' || id FROM %1$s WHERE tenant_id = '%2$s'"
                              .formatted(table, acme().id()))
                  .collect(joining(" UNION ALL "))));
    }

    void areAsBefore() throws SQLException {
      var now = now();
      assertThat(now.aimedAt).isEqualTo(aimedAt);
      assertThat(all).containsAll(now.all);
    }

    private static Set<String> query(String sql) throws SQLException {
      try (var connection = Stack.shared().stores().postgres().superuser("evergrant");
          var statement = connection.createStatement();
          var found = statement.executeQuery(sql)) {
        var lines = new HashSet<String>();
        while (found.next()) {
          lines.add(found.getString(1));
        }
        return lines;
      }
    }
  }

  private static boolean testWaitsForConsent() {
    try {
      return !Rows.query("SELECT id FROM consent_link WHERE provider_id = '" + acmeProvider + "'")
          .isEmpty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Seed.Organisation acme() {
    return Stack.shared().seed().acme();
  }
}
