package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.demo.LedgerEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From sign-in to a grant that is refreshed, lost and won back: one story, told in the order of its
 * steps, by an admin in one browser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SliceIT {
  private static final String CALLBACK = "/oauth/callback?";
  private static final String NAME = "Slice <b>&amp; sons</b>";

  /** Of this suite alone: its ledger is counted, and all that an account allowed is withdrawn. */
  private static final String MODE = "slice";

  private final Stack stack = Stack.shared();
  private final Walker ada = new Walker(stack.base());
  private final AtomicReference<String> callback = new AtomicReference<>("");
  private String grant = "";
  private String provider = "";

  @BeforeAll
  void rememberCallbacks() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    ada.page.onRequest(
        request -> {
          if (request.url().startsWith(stack.base() + CALLBACK)) {
            callback.set(request.url().substring(stack.base().toString().length()));
          }
        });
  }

  @AfterAll
  void close() {
    ada.assertNoComplaints();
    ada.close();
  }

  @Test
  @Order(1)
  void signing_in_leads_to_the_page_asked_for_under_a_new_session_id() {
    ada.go("/members");
    assertThat(ada.at()).isEqualTo("/login?next=%2Fmembers");
    ada.look("login");
    ada.page.fill("#email", stack.seed().acme().admin().email());
    ada.page.fill("#password", "not the password");
    ada.page.click("#sign-in");
    assertThat(ada.note()).contains("Email address or password is wrong");
    ada.page.fill("#password", stack.seed().acme().admin().password());
    ada.page.click("#sign-in");
    assertThat(ada.at()).isEqualTo("/members");
    ada.look("members");
    var first = ada.session();
    ada.signIn(stack.seed().acme().admin());
    assertThat(ada.session()).isNotEmpty().isNotEqualTo(first);
    var cookie = ada.context().cookies(stack.base().toString()).get(0);
    assertThat(cookie.httpOnly).isTrue();
    assertThat(cookie.secure).as("plain http on loopback").isFalse();
    assertThat(cookie.sameSite).hasToString("LAX");
  }

  @Test
  @Order(2)
  void a_provider_is_registered_from_its_issuer() {
    ada.go("/providers/new");
    ada.page.fill("#name", NAME);
    ada.page.fill("#issuer", stack.provider().issuer(MODE).toString());
    ada.page.click("#discover");
    assertThat(ada.note()).contains("metadata were found");
    assertThat(ada.page.inputValue("#tokenEndpoint"))
        .isEqualTo(stack.provider().issuer(MODE) + "/token");
    assertThat(ada.page.locator("#redirect-uri").innerText())
        .isEqualTo(stack.base() + "/oauth/callback");
    ada.page.fill("#clientId", DemoProvider.CLIENT_ID);
    ada.page.fill("#clientSecret", DemoProvider.CLIENT_SECRET);
    ada.page.fill("#scope", "openid email offline_access");
    ada.look("provider-new");
    ada.page.click("#register");
    provider = ada.at();
    assertThat(provider).startsWith("/providers/");
    assertThat(ada.heading()).startsWith(NAME);
    assertThat(ada.shows(DemoProvider.CLIENT_SECRET)).as("the secret comes back").isFalse();
    ada.look("provider");
  }

  @Test
  @Order(3)
  void an_account_is_connected_and_the_address_keeps_no_code() {
    ada.go(provider);
    ada.page.fill("#externalId", "customer <i>1184</i>");
    ada.page.click("#connect");
    assertThat(ada.at()).startsWith("/authorize/");
    ada.look("way-out");
    ada.page.click("#way-out");
    ada.page.click("#login-ada");
    ada.page.click("#allow");
    ada.page.waitForURL(url -> url.contains("/grants/"));
    grant = ada.at();
    assertThat(grant).startsWith("/grants/").doesNotContain("code", "state");
    assertThat(ada.note()).contains("is connected");
    assertThat(ada.shows("customer &lt;i&gt;1184&lt;/i&gt;")).isTrue();
  }

  @Test
  @Order(4)
  void the_timer_refreshes_it_and_the_rotation_is_seen() {
    refreshNow();
    ada.awaitPage("a rotation", () -> ada.shows("Renewed, with a new refresh token"));
    assertThat(ada.shows("at the one refresh so far")).isTrue();
    ada.look("grant");
  }

  @Test
  @Order(5)
  void lists_filter_by_their_address_and_the_log_is_exported() {
    ada.go("/");
    ada.look("overview");
    ada.go("/providers");
    ada.look("providers");
    ada.go("/grants?status=active&q=ada");
    assertThat(ada.page.locator("tbody tr").count()).isGreaterThanOrEqualTo(1);
    ada.look("grants");
    ada.page.fill("[name=q]", "nobody of that name");
    ada.page.click("form.filters button");
    assertThat(ada.at()).contains("q=nobody").contains("status=active");
    assertThat(ada.shows("No grant matches")).isTrue();
    ada.go("/audit?type=refresh_ended&outcome=renewed&grant=" + id());
    assertThat(ada.page.locator("tbody tr").count()).isGreaterThanOrEqualTo(1);
    ada.page.locator("summary").first().click();
    ada.look("audit");
    var link = ada.page.getByText("Download CSV").getAttribute("href");
    var csv = ada.context().request().get(stack.base() + link);
    assertThat(csv.headers()).containsEntry("content-type", "text/csv;charset=UTF-8");
    assertThat(csv.text().lines().toList())
        .hasSizeGreaterThanOrEqualTo(2)
        .first()
        .asString()
        .startsWith("number,time,event,actor");
    ada.go("/audit?from=yesterday");
    assertThat(ada.note()).contains("Not understood: from");
  }

  @Test
  @Order(6)
  void a_withdrawn_consent_costs_one_request_and_asks_for_the_owner() {
    var before = refreshes().size();
    assertThat(stack.provider().revoke(MODE, "ada")).isPositive();
    ada.go(grant);
    refreshNow();
    ada.awaitPage("the loss", () -> ada.shows("Needs consent"));
    assertThat(ada.note()).contains("authorise again");
    ada.look("grant-needs-consent");
    ada.go("/");
    assertThat(ada.heading()).doesNotContain("All grants look after themselves");
    ada.look("overview-attention");
    var since = refreshes().subList(before, refreshes().size());
    assertThat(since.stream().filter(entry -> !entry.accepted()))
        .as("one refused request, never repeated")
        .hasSize(1);
  }

  @Test
  @Order(7)
  void another_account_changes_nothing() {
    reconnect();
    ada.page.click("#switch-account");
    ada.page.click("#login-ben");
    ada.page.click("#allow");
    ada.page.waitForURL(url -> url.contains("/oauth/result"));
    assertThat(ada.heading()).isEqualTo("Another account");
    assertThat(ada.note()).contains("ada@demo.example").contains("ben@demo.example");
    ada.look("result-other-account");
    ada.go(grant);
    assertThat(ada.page.locator("h1 .badge").innerText()).isEqualTo("Needs consent");
  }

  @Test
  @Order(8)
  void the_same_account_wins_the_same_grant_back() {
    reconnect();
    ada.page.click("#switch-account");
    ada.page.click("#login-ada");
    ada.page.click("#allow");
    ada.page.waitForURL(url -> url.contains("/grants/"));
    assertThat(ada.at()).isEqualTo(grant);
    assertThat(ada.page.locator("h1 .badge").innerText()).isEqualTo("Active");
    assertThat(ada.note()).contains("connected again");
  }

  @Test
  @Order(9)
  void a_callback_is_good_once_and_only_with_its_state() {
    ada.go(callback.get());
    assertThat(ada.at()).isEqualTo("/oauth/result");
    assertThat(ada.heading()).isEqualTo("Used before");
    ada.go("/oauth/callback?code=abc");
    assertThat(ada.note()).contains("no state");
    ada.go("/oauth/callback?code=abc&state=made-up");
    assertThat(ada.note()).contains("Nobody here began");
    reconnect();
    ada.page.click("#deny");
    ada.page.waitForURL(url -> url.contains("/oauth/result"));
    assertThat(ada.heading()).isEqualTo("The access was not allowed");
    ada.go(grant);
    assertThat(ada.page.locator("h1 .badge").innerText()).isEqualTo("Active");
    try (var stranger = new Walker(stack.base())) {
      stranger.go(callback.get());
      assertThat(stranger.at()).isEqualTo("/login?why=callback");
      assertThat(stranger.note()).contains("Nothing was connected");
      stranger.assertNoComplaints();
    }
  }

  @Test
  @Order(10)
  void an_auditor_reads_everything_and_changes_nothing() {
    try (var auditor = new Walker(stack.base())) {
      auditor.signIn(stack.seed().acme().auditor());
      for (var path :
          List.of("/", "/grants", grant, "/providers", provider, "/audit", "/members")) {
        assertThat(auditor.go(path).status()).as(path).isEqualTo(200);
        assertThat(auditor.page.locator("main form[method=post]").count()).as(path).isZero();
      }
      assertThat(auditor.go("/providers/new").status()).isEqualTo(403);
      auditor.look("forbidden");
      assertThat(auditor.go(provider + "/edit").status()).isEqualTo(403);
      var acts =
          Map.of(
              grant,
              List.of("refresh", "pause", "resume", "reconnect"),
              provider,
              List.of("pause", "resume", "connect", "replace-secret"),
              provider + "/edit",
              List.of("save"),
              "/providers/new",
              List.of("discover", "register"),
              "/grants",
              List.of("any"));
      acts.forEach(
          (page, buttons) ->
              buttons.forEach(
                  button ->
                      assertThat(auditor.sends(page, button))
                          .as(button + " at " + page)
                          .isEqualTo(403)));
      auditor.go(grant);
      assertThat(auditor.page.locator("h1 .badge").innerText()).isEqualTo("Active");
      auditor.go(provider);
      assertThat(auditor.page.locator("h1 .badge").innerText()).isEqualTo("Active");
      auditor.assertNoComplaints();
    }
    ada.go(grant);
    assertThat(ada.sends(grant, "pause")).as("the same form, sent by an admin").isEqualTo(200);
    ada.go(grant);
    assertThat(ada.page.locator("h1 .badge").innerText()).isEqualTo("Paused");
    ada.page.click("#resume");
  }

  @Test
  @Order(11)
  void P14_another_tenant_finds_none_of_it() {
    try (var other = new Walker(stack.base())) {
      other.signIn(stack.seed().globex().admin());
      for (var path : List.of(grant, provider, provider + "/edit")) {
        assertThat(other.go(path).status()).as(path).isEqualTo(404);
      }
      other.look("not-found");
      for (var path : List.of("/", "/grants", "/providers", "/members", "/audit?grant=" + id())) {
        other.go(path);
        assertThat(other.shows("ada@demo.example")).as(path).isFalse();
        assertThat(other.shows("acme")).as(path).isFalse();
      }
    }
  }

  @Test
  @Order(12)
  void an_operator_sees_the_installation_and_no_tenant() {
    try (var operator = new Walker(stack.base())) {
      operator.signIn(stack.seed().operator());
      assertThat(operator.at()).isEqualTo("/operator");
      assertThat(operator.heading()).isEqualTo("This node is at work");
      operator.look("operator");
      assertThat(operator.go("/grants").status()).isEqualTo(403);
      assertThat(operator.go(grant).status()).isEqualTo(403);
      operator.go("/operator");
      operator.signOut();
      assertThat(operator.at()).isEqualTo("/login?why=out");
    }
  }

  @Test
  @Order(13)
  void bad_input_gets_a_sentence_and_leaves_nothing() {
    var registered = providers();
    ada.go("/providers/new");
    var html = "<script>alert(1)</script><b title=\"x\">'&amp;";
    for (var field :
        List.of(
            "issuer",
            "authorizationEndpoint",
            "tokenEndpoint",
            "introspectionEndpoint",
            "revocationEndpoint",
            "userinfoEndpoint",
            "clientId",
            "scope",
            "authorizeParameters")) {
      ada.page.fill("#" + field, html);
    }
    ada.page.fill("#name", "n".repeat(10_000));
    ada.page.fill("#clientSecret", "typed-and-never-shown");
    ada.page.evaluate("document.getElementById('provider').noValidate = true");
    ada.page.click("#register");
    assertThat(ada.page.locator("#name-problem").innerText()).contains("too long");
    assertThat(ada.page.locator("#tokenEndpoint-problem").innerText()).contains("no address");
    assertThat(ada.page.inputValue("#clientId")).as("what was typed is kept").isEqualTo(html);
    assertThat(ada.page.inputValue("#clientSecret")).isEmpty();
    assertThat(ada.shows("typed-and-never-shown")).isFalse();
    ada.page.fill("#name", "Short");
    ada.look("provider-new-refused");
    discoverRefuses("http://provider.example", "must begin with https://");
    discoverRefuses(stack.provider().base() + "/nowhere", "publishes no metadata");
    assertThat(providers()).isEqualTo(registered);
    ada.go(provider);
    ada.page.fill("#externalId", "x".repeat(10_000));
    ada.page.click("#connect");
    assertThat(ada.page.locator("#externalId-problem").innerText()).contains("at most 200");
  }

  private void discoverRefuses(String issuer, String sentence) {
    ada.page.fill("#issuer", issuer);
    ada.page.evaluate("document.getElementById('provider').noValidate = true");
    ada.page.click("#discover");
    assertThat(ada.page.locator("#issuer-problem").innerText()).contains(sentence);
  }

  private int providers() {
    ada.go("/providers");
    return ada.page.locator("tbody tr").count();
  }

  private void refreshNow() {
    ada.page.click("#refresh");
    assertThat(ada.note()).contains("Due now");
  }

  private void reconnect() {
    ada.go(grant);
    ada.page.click("#reconnect");
    ada.page.click("#way-out");
  }

  private String id() {
    return grant.substring("/grants/".length());
  }

  private List<LedgerEntry> refreshes() {
    return stack.provider().ledger(MODE).stream()
        .filter(entry -> entry.kind().equals("refresh_token") && "ada".equals(entry.account()))
        .toList();
  }
}
