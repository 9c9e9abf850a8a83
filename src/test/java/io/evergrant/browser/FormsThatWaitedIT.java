package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pages that stood open while the world went on: in another tab, or past the session's end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormsThatWaitedIT {
  private static final String MODE = "waited";

  private final Stack stack = Stack.shared();
  private Walker ada;
  private UUID provider;
  private UUID grant;

  @BeforeAll
  void a_provider_and_a_grant() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    provider = admin.registerDemo("Waited for", stack.provider(), MODE);
    grant = admin.connect(provider, stack.provider(), "chen");
    ada = new Walker(stack.base());
  }

  @BeforeEach
  void signIn() {
    ada.signIn(stack.seed().acme().admin());
  }

  @AfterAll
  void close() {
    ada.assertNoComplaints();
    ada.close();
  }

  @Test
  void of_two_tabs_the_second_is_told_and_keeps_what_was_typed() {
    ada.go("/providers/" + provider + "/edit");
    var other = tab("/providers/" + provider + "/edit");
    other.fill("#scope", "openid offline_access");
    other.click("details.card > summary");
    other.selectOption("#mode", "KEEP_ALIVE");
    other.click("#save");
    assertThat(other.url()).endsWith("/providers/" + provider);

    ada.page.fill("#name", "Waited for <i>too long</i>");
    ada.page.fill("#scope", "openid");
    ada.page.click("#save");
    assertThat(ada.note()).contains("changed since you opened the form, so nothing was saved");
    assertThat(ada.page.innerText("#changed-by"))
        .startsWith(stack.seed().acme().admin().email())
        .endsWith("Provider changed");
    assertThat(ada.page.locator("#changed-meanwhile li").allInnerTexts())
        .containsExactly(
            "Scopes: now «openid offline_access», was «openid profile email offline_access» when"
                + " you opened the form",
            "Refresh for: now «Keeping the refresh token alive», was «A valid access token at any"
                + " time» when you opened the form");
    assertThat(ada.page.innerText("#scope-meanwhile")).startsWith("now «openid offline_access»");
    assertThat(ada.page.locator(".field .meanwhile").count()).isEqualTo(2);
    ada.page.click("#changed-meanwhile a[href='#mode']");
    assertThat(ada.page.locator("#mode").isVisible()).as("unfolded").isTrue();
    assertThat(ada.page.inputValue("#name")).isEqualTo("Waited for <i>too long</i>");
    assertThat(ada.page.inputValue("#scope")).isEqualTo("openid");
    ada.look("provider-conflict");
    other.reload();
    assertThat(other.locator("h1").innerText()).startsWith("Waited for").doesNotContain("too long");
    assertThat(other.locator("main dl.facts").innerText()).contains("openid offline_access");

    ada.page.fill("#scope", "openid email offline_access");
    ada.page.click("#save");
    assertThat(ada.note()).contains("Saved");
    assertThat(ada.heading()).startsWith("Waited for <i>too long</i>");
    assertThat(ada.page.innerText("main dl.facts")).contains("openid email offline_access");
    other.close();
  }

  @Test
  void a_form_that_is_sent_after_the_session_ended_changes_nothing_and_says_so() {
    ada.go("/providers/" + provider + "/edit");
    ada.page.fill("#name", "Sent too late");
    ada.context().clearCookies();
    ada.page.click("#save");
    assertThat(ada.at()).isEqualTo("/login?why=ended");
    assertThat(ada.note()).contains("Your session had ended, so nothing was changed");
    ada.look("login-ended");
    signIn();
    ada.go("/providers/" + provider);
    assertThat(ada.heading()).startsWith("Waited for");
  }

  @Test
  void an_act_after_the_session_ended_changes_nothing_and_says_so() {
    ada.go("/grants/" + grant);
    ada.context().clearCookies();
    ada.page.click("#pause");
    assertThat(ada.at()).isEqualTo("/login?why=ended");
    signIn();
    ada.go("/grants/" + grant);
    assertThat(status()).isEqualTo("Active");
  }

  @Test
  void a_form_outlives_its_session_where_somebody_signs_in_again_beside_it() {
    ada.go("/providers/" + provider + "/edit");
    ada.page.fill("#authorizeParameters", "ui_locales=en");
    ada.context().clearCookies();
    var other = tab("/login");
    other.fill("#email", stack.seed().acme().admin().email());
    other.fill("#password", stack.seed().acme().admin().password());
    other.click("#sign-in");
    ada.page.click("#save");
    assertThat(ada.at()).isEqualTo("/providers/" + provider);
    assertThat(ada.note()).contains("Saved");
    assertThat(ada.shows("ui_locales=en")).isTrue();
    other.close();
  }

  @Test
  void a_button_that_no_longer_applies_says_so() {
    ada.go("/grants/" + grant);
    var other = tab("/grants/" + grant);
    other.click("#pause");
    assertThat(other.locator("h1 .badge").innerText()).isEqualTo("Paused");
    ada.page.click("#pause");
    assertThat(ada.note()).contains("the page was out of date");
    assertThat(status()).isEqualTo("Paused");
    ada.look("grant-outdated");
    ada.page.click("#resume");
    assertThat(ada.note()).contains("Resumed");
    assertThat(status()).isEqualTo("Active");
    other.close();
  }

  @Test
  void a_form_on_another_site_does_nothing_here() {
    ada.page.navigate(stack.provider().base().toString());
    ada.page.evaluate(
        """
        action => {
          const form = document.createElement('form');
          form.method = 'post';
          form.action = action;
          for (const name of ['acts', 'pause', 'jakarta.faces.ViewState']) {
            const field = document.createElement('input');
            field.type = 'hidden';
            field.name = name;
            field.value = name === 'jakarta.faces.ViewState' ? 'stateless' : name;
            form.append(field);
          }
          document.body.append(form);
          form.submit();
        }
        """,
        stack.base() + "/grants/" + grant);
    ada.page.waitForURL(url -> url.startsWith(stack.base().toString()));
    assertThat(ada.heading()).isEqualTo("Not from here");
    ada.look("foreign");
    ada.go("/grants/" + grant);
    assertThat(status()).isEqualTo("Active");
  }

  private Page tab(String path) {
    var tab = WholePage.of(ada.context().newPage());
    tab.navigate(stack.base() + path);
    return tab;
  }

  private String status() {
    return ada.page.locator("h1 .badge").innerText();
  }
}
