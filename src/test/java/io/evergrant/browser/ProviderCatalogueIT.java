package io.evergrant.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** An admin registers a provider from what the catalogue knows of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProviderCatalogueIT {
  private final Stack stack = Stack.shared();
  private final Walker gus = new Walker(stack.base());

  @BeforeAll
  void signIn() {
    gus.signIn(stack.seed().globex().admin());
  }

  @AfterAll
  void close() {
    gus.assertNoComplaints();
    gus.close();
  }

  @Test
  @Order(1)
  void a_search_narrows_the_choice_and_the_keyboard_chooses() {
    gus.go("/providers/new");
    gus.look("provider-choose");
    gus.page.keyboard().press("/");
    gus.page.keyboard().type("okta");
    assertThat(gus.page.locator("#presets a:visible").allInnerTexts()).containsExactly("Okta");
    assertThat(gus.page.locator("#presets h3:visible").count()).isEqualTo(1);
    gus.page.focus("#presets a:visible");
    gus.page.keyboard().press("Enter");
    gus.page.waitForURL("**/providers/new?preset=okta");
    assertThat(gus.heading()).isEqualTo("New provider: Okta");
  }

  @Test
  @Order(20)
  void keys_are_listed_and_can_be_switched_off() {
    gus.go("/catalogue");
    gus.page.keyboard().press("?");
    assertThat(gus.page.isVisible("#shortcuts")).isTrue();
    gus.look("shortcuts");
    gus.page.uncheck("#shortcuts-on");
    gus.page.keyboard().press("Escape");
    assertThat(gus.page.isVisible("#shortcuts")).isFalse();
    gus.page.focus("#main");
    gus.page.keyboard().press("/");
    gus.page.keyboard().press("?");
    assertThat(gus.page.isVisible("#shortcuts")).isFalse();
    assertThat(gus.page.evaluate("document.activeElement.id")).isEqualTo("main");
    gus.page.click("[data-shortcuts]");
    gus.page.check("#shortcuts-on");
    gus.page.keyboard().press("Escape");
    gus.page.focus("#main");
    gus.page.keyboard().press("/");
    assertThat(gus.page.evaluate("document.activeElement.name")).isEqualTo("q");
  }

  @Test
  @Order(2)
  void placeholders_come_first_and_have_to_fit() {
    assertThat(gus.page.locator("#authorizationEndpoint").count()).isZero();
    assertThat(gus.page.inputValue("[name='place.server']")).isEqualTo("default");
    gus.page.fill("[name='place.domain']", "evil.example/?x=");
    gus.page.click("#fill");
    assertThat(gus.page.textContent("main")).contains("This does not fit here");
    assertThat(gus.page.inputValue("[name='place.domain']")).isEqualTo("evil.example/?x=");
    gus.look("preset-places-refused");
    gus.page.fill("[name='place.domain']", "example.okta.com");
    gus.page.click("#fill");
  }

  @Test
  @Order(3)
  void the_form_is_filled_and_says_from_where() {
    assertThat(gus.page.inputValue("#tokenEndpoint"))
        .isEqualTo("https://example.okta.com/oauth2/default/v1/token");
    assertThat(gus.page.inputValue("#issuer")).isEqualTo("https://example.okta.com/oauth2/default");
    assertThat(gus.page.inputValue("#scope")).contains("offline_access");
    assertThat(gus.page.inputValue("#reuseGrace")).isEqualTo("30");
    assertThat(gus.page.inputValue("#idleLimit")).isEqualTo("7d");
    assertThat(gus.page.innerText("#redirect-uri-there")).endsWith("/oauth/callback");
    assertThat(gus.page.textContent("main")).contains("Introspection endpoint");
    gus.page.click("#catalogue-facts summary");
    assertThat(gus.page.innerText("#fact-reuse_grace")).contains("30 s").contains("read on 2026-");
    assertThat(gus.page.innerText("#fact-earliest_refresh")).isEqualTo("unknown");
    assertThat(gus.page.getAttribute("#fact-reuse_grace a", "href")).startsWith("https://");
    assertThat(gus.page.locator("#reuseGrace").isVisible()).isTrue();
    gus.look("preset-form");
  }

  @Test
  @Order(4)
  void a_refused_form_keeps_what_was_typed_and_the_facts() {
    gus.page.fill("#name", "Our Okta");
    gus.page.fill("#idleLimit", "soon");
    gus.page.click("#register");
    assertThat(gus.note()).contains("Nothing was saved");
    assertThat(gus.page.inputValue("#name")).isEqualTo("Our Okta");
    assertThat(gus.page.locator("#catalogue-facts").count()).isEqualTo(1);
  }

  @Test
  @Order(5)
  void the_saved_provider_carries_the_facts() {
    gus.page.fill("#idleLimit", "14d");
    gus.page.fill("#clientId", "0oa1");
    gus.page.fill("#clientSecret", "a secret of okta");
    gus.page.click("#register");
    assertThat(gus.at()).startsWith("/providers/");
    assertThat(gus.heading()).startsWith("Our Okta");
    assertThat(gus.page.textContent("main"))
        .contains("https://example.okta.com/oauth2/default/v1/revoke")
        .contains("ends this grant")
        .contains("30 s")
        .contains("14d");
    assertThat(gus.page.innerText("#against"))
        .contains("Okta in the catalogue")
        .contains("14d here, 7d in the catalogue");
    gus.look("provider-against-catalogue");
  }

  @Test
  @Order(6)
  void what_evergrant_does_not_do_is_said_before_a_registration() {
    gus.go("/providers/new?preset=tiktok");
    assertThat(gus.note()).contains("proves itself in a way that Evergrant does not know");
  }

  @Test
  @Order(6)
  void where_a_provider_leaves_the_rfc_the_form_is_filled_in_accordingly() {
    gus.go("/providers/new?preset=slack");
    assertThat(gus.page.inputValue("#scopeSeparator")).isEqualTo("COMMA");
    assertThat(gus.page.inputValue("#tokenRequestBody")).isEqualTo("FORM");
    gus.go("/providers/new?preset=notion");
    assertThat(gus.page.inputValue("#tokenRequestBody")).isEqualTo("JSON");
    gus.go("/providers/new?preset=figma");
    assertThat(gus.page.inputValue("#refreshEndpoint"))
        .isEqualTo("https://api.figma.com/v1/oauth/refresh");
    gus.look("provider-preset-figma");
  }

  @Test
  @Order(7)
  void the_catalogue_can_be_read() {
    gus.go("/catalogue");
    assertThat(gus.page.locator("tbody tr").count()).isGreaterThanOrEqualTo(47);
    gus.look("catalogue");
    gus.page.click("tbody a[href='/catalogue/xero']");
    assertThat(gus.heading()).isEqualTo("Xero");
    assertThat(gus.page.innerText("#fact-reuse_grace")).contains("30m");
    gus.look("catalogue-entry");
    gus.go("/catalogue?q=no+such+provider");
    assertThat(gus.page.textContent("main")).contains("No provider matches");
  }

  @Test
  @Order(8)
  void all_of_it_works_without_a_script() {
    var admin = Visitor.signedIn(stack.base(), stack.seed().globex().admin());
    var found = admin.get("/providers/new?q=XERO").document().select("#presets a");
    assertThat(found.eachAttr("href")).containsExactly("/providers/new?preset=xero");
    var filled = admin.get("/providers/new?preset=xero");
    var saved =
        admin.press(
            filled,
            "register",
            Map.of("name", "Xero by hand", "clientId", "x", "clientSecret", "s of xero"));
    assertThat(saved.path()).startsWith("/providers/");
    assertThat(saved.text()).contains("1,800 s").contains("60d");
  }

  @Test
  @Order(8)
  void an_issuer_is_asked_only_on_the_way_from_our_own_form() {
    var admin = Visitor.signedIn(stack.base(), stack.seed().globex().admin());
    var issuer = stack.provider().issuer("strict").toString();
    var there = "/providers/new?preset=oidc&place.issuer=" + URLEncoder.encode(issuer, UTF_8);
    var page = admin.get(there).document();
    assertThat(page.select("#issuer").val()).isEqualTo(issuer);
    assertThat(page.select("#tokenEndpoint").val()).as("a link from elsewhere").isEmpty();
    gus.go("/providers/new?preset=oidc");
    gus.page.fill("[name='place.issuer']", "https://127.0.0.1:1/nobody");
    gus.page.click("#fill");
    assertThat(gus.page.inputValue("#issuer")).isEqualTo("https://127.0.0.1:1/nobody");
    assertThat(gus.page.textContent("#issuer-problem")).contains("There is no connection");
    gus.look("preset-issuer-away");
  }

  @Test
  @Order(9)
  void an_auditor_reads_the_catalogue_and_registers_nothing() {
    var auditor = Visitor.signedIn(stack.base(), stack.seed().globex().auditor());
    assertThat(auditor.get("/catalogue").status()).isEqualTo(200);
    var entry = auditor.get("/catalogue/google");
    assertThat(entry.status()).isEqualTo(200);
    assertThat(entry.document().select("main a.btn")).isEmpty();
    assertThat(auditor.get("/providers/new?preset=google").status()).isEqualTo(403);
  }

  @Test
  @Order(10)
  void what_is_no_entry_is_not_found() {
    var admin = Visitor.signedIn(stack.base(), stack.seed().globex().admin());
    for (var path :
        List.of(
            "/catalogue/no-such-provider",
            "/catalogue/..%2Findex.txt",
            "/providers/new?preset=no-such-provider",
            "/providers/new?preset=%3Cscript%3E")) {
      assertThat(admin.get(path).status()).as(path).isIn(400, 404);
    }
  }
}
