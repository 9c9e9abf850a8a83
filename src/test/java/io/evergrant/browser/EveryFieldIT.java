package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a stranger types where a name was expected: markup, and more than anybody reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryFieldIT {
  private static final String MODE = "fields";

  /** As long as a name may be, without a place to break, and markup if it were let through. */
  private static final String LONG = "<img/src/onerror=alert(1)>" + "W".repeat(74);

  private final Stack stack = Stack.shared();
  private Walker gus;
  private UUID provider;
  private UUID grant;

  @BeforeAll
  void the_longest_names() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    var admin = Visitor.signedIn(stack.base(), stack.seed().globex().admin());
    provider = admin.registerDemo(LONG, stack.provider(), MODE);
    var page = admin.get("/providers/" + provider);
    var wayOut = admin.press(page, "connect", Map.of("externalId", LONG + LONG));
    grant = Visitor.idOf(admin.comeBack(wayOut, stack.provider(), "chen"), "/grants/");
    gus = new Walker(stack.base());
    gus.signIn(stack.seed().globex().admin());
  }

  @AfterAll
  void close() {
    gus.assertNoComplaints();
    gus.close();
  }

  @Test
  void the_longest_names_fit_every_page_and_stay_words() {
    var pages =
        Map.of(
            "overview", "/",
            "providers", "/providers",
            "provider", "/providers/" + provider,
            "provider-edit", "/providers/" + provider + "/edit",
            "grants", "/grants?provider=" + provider,
            "grant", "/grants/" + grant,
            "audit", "/audit?provider=" + provider);
    pages.forEach(
        (name, path) -> {
          assertThat(gus.go(path).status()).as(path).isEqualTo(200);
          assertThat(gus.shows("W".repeat(74))).as(path).isTrue();
          assertThat(gus.page.locator("main img").count()).as(path).isZero();
          gus.look("long-" + name);
        });
    gus.go("/providers/" + provider);
    gus.page.click("#connect");
    gus.look("long-way-out");
  }

  @Test
  void what_a_provider_does_to_its_tokens_is_told_in_fields_of_their_own() {
    gus.go("/providers/" + provider + "/edit");
    gus.page.click("details summary");
    gus.page.selectOption("#proof", "PROBE");
    gus.page.evaluate("document.getElementById('provider').noValidate = true");
    gus.page.fill("#probe", "");
    gus.page.fill("#probeStatus", "fine");
    gus.page.fill("#idleLimit", "x".repeat(10_000));
    gus.page.fill("#absoluteLimit", "<script>alert(1)</script>");
    gus.page.fill("#refreshEndpoint", "<script>alert(1)</script>");
    gus.page.fill("#tokenParameters", "refresh_token=mine");
    gus.page.fill("#consentDays", "90d");
    gus.page.click("#save");
    assertThat(gus.page.locator("details").getAttribute("open")).isNotNull();
    assertThat(gus.page.textContent("#consentDays-problem")).contains("days from 1 to 3650");
    assertThat(gus.page.textContent("#probe-problem")).contains("This field is needed");
    assertThat(gus.page.textContent("#probeStatus-problem")).contains("from 100 to 599");
    assertThat(gus.page.textContent("#idleLimit-problem")).contains("such as 90d");
    assertThat(gus.page.textContent("#absoluteLimit-problem")).contains("such as 90d");
    assertThat(gus.page.textContent("#refreshEndpoint-problem")).contains("https://");
    assertThat(gus.page.textContent("#tokenParameters-problem")).contains("Evergrant");
    gus.look("provider-policy-refused");
    gus.page.fill("#refreshEndpoint", "");
    gus.page.fill("#tokenParameters", "audience=https://api.example");
    gus.page.selectOption("#scopeSeparator", "COMMA");
    gus.page.fill("#probe", stack.provider().issuer(MODE) + "/userinfo");
    gus.page.fill("#probeStatus", "200");
    gus.page.selectOption("#introspectsRefreshTokens", "true");
    gus.page.fill("#idleLimit", "24h");
    gus.page.fill("#absoluteLimit", "365d");
    gus.page.selectOption("#refusesImport", "true");
    gus.page.selectOption("#refusesHandOver", "true");
    gus.page.fill("#consentDays", "90");
    gus.page.click("#save");
    var facts = gus.page.textContent("main");
    assertThat(facts).contains("/userinfo, answered with 200").contains("1d").contains("365d");
    assertThat(facts).contains("A comma").contains("audience=https://api.example");
    assertThat(facts).contains("Refused").contains("Renewed every 90 days");
    gus.look("provider-policy");
    gus.go("/providers/" + provider + "/edit");
    assertThat(gus.page.locator("details").getAttribute("open")).isNull();
    assertThat(gus.page.inputValue("#absoluteLimit")).isEqualTo("365d");
    assertThat(gus.page.inputValue("#introspectsRefreshTokens")).isEqualTo("true");
    assertThat(gus.page.inputValue("#refusesImport")).isEqualTo("true");
    assertThat(gus.page.inputValue("#consentDays")).isEqualTo("90");
  }

  @Test
  void hosts_that_are_none_are_told_by_their_lines_and_stay_to_be_mended() {
    gus.go("/providers/" + provider);
    gus.page.fill(
        "#apiHosts",
        "https://api.example.com\n<script>alert(1)</script>\nhttps://" + "x".repeat(260));
    gus.page.click("#save-hosts");
    assertThat(gus.page.textContent("#apiHosts-problem")).contains("Not so: line 2, 3.");
    assertThat(gus.page.inputValue("#apiHosts")).contains("<script>alert(1)</script>");
    gus.look("provider-hosts-refused");
    gus.page.fill("#apiHosts", "https://api.example.com:8443/");
    gus.page.click("#save-hosts");
    assertThat(gus.note()).contains("The hosts of the API are saved.");
    assertThat(gus.page.inputValue("#apiHosts")).isEqualTo("https://api.example.com:8443");
    gus.look("provider-hosts");
  }

  @Test
  void a_secret_is_changed_with_an_overlap_and_a_client_that_signs_has_keys_in_its_place() {
    var page = "/providers/" + provider;
    gus.go(page);
    gus.page.fill("#clientSecret", "not known there yet");
    gus.page.click("#replace-secret");
    assertThat(gus.note()).contains("The new client secret is in use.");
    assertThat(gus.page.textContent("#former")).contains("The former secret is tried");
    gus.look("provider-former-secret");
    gus.page.click("#give-up-former");
    assertThat(gus.note()).contains("The former secret is gone.");
    assertThat(gus.page.locator("#former").count()).isZero();

    var stranger = new Visitor(stack.base());
    assertThat(stranger.get("/jwks/" + provider).status()).isEqualTo(404);
    gus.go(page + "/edit");
    gus.page.selectOption("#clientAuthentication", "PRIVATE_KEY_JWT");
    gus.look("provider-signing-edit");
    gus.page.click("#save");
    assertThat(gus.page.innerText("#jwks-uri")).endsWith("/jwks/" + provider);
    assertThat(gus.page.locator("#clientSecret").count()).isZero();
    gus.page.click("#make-key");
    assertThat(gus.note()).contains("A new key is published.");
    gus.look("provider-key-made");
    gus.page.click("#use-key");
    assertThat(gus.note()).contains("The new key signs from now on.");
    assertThat(gus.page.locator("#client-keys li").allInnerTexts())
        .satisfiesExactly(
            first -> assertThat(first).contains("signs").doesNotContain("until"),
            second -> assertThat(second).contains("ends").contains("until"));
    gus.look("provider-keys");
    var keys = stranger.get("/jwks/" + provider);
    assertThat(keys.status()).isEqualTo(200);
    assertThat(keys.text()).contains("\"use\":\"sig\"").doesNotContain("\"d\"");
  }

  @Test
  void filters_take_whatever_is_typed() {
    var markup = "\"><script>alert(1)</script>";
    gus.go("/grants");
    gus.page.fill("[name=q]", markup);
    gus.page.click("form.filters button");
    assertThat(gus.page.inputValue("[name=q]")).isEqualTo(markup);
    assertThat(gus.shows("No grant matches")).isTrue();
    gus.page.fill("[name=q]", "x".repeat(10_000));
    gus.page.click("form.filters button");
    assertThat(gus.page.inputValue("[name=q]")).isNotEmpty();
    gus.go("/audit");
    for (var field : List.of("from", "until", "grant")) {
      gus.page.fill("#" + field, field.equals("grant") ? "y".repeat(10_000) : markup);
    }
    gus.page.click("form.filters button");
    assertThat(gus.note()).contains("Not understood: ");
    assertThat(gus.page.inputValue("#from")).isEqualTo(markup);
  }

  @Test
  void a_sign_in_of_ten_thousand_characters_is_refused_in_words() {
    try (var stranger = new Walker(stack.base())) {
      stranger.go("/login");
      stranger.page.evaluate("document.getElementById('login').noValidate = true");
      stranger.page.evaluate("document.getElementById('email').removeAttribute('maxlength')");
      stranger.page.fill("#email", "<b>" + "e".repeat(10_000));
      stranger.page.fill("#password", "p".repeat(10_000));
      stranger.page.click("#sign-in");
      assertThat(stranger.note()).contains("Email address or password is wrong");
      stranger.assertNoComplaints();
    }
  }
}
