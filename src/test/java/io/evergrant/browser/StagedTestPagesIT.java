package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An admin tests a provider to its end, and sees what its grants show beside what was declared. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagedTestPagesIT {
  private static final String MODE = "staged-pages";

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private final OwnTenant house = OwnTenant.in(stack, 1);
  private final Walker ina = new Walker(stack.base());
  private UUID provider = new UUID(0, 0);

  @BeforeAll
  void one_provider() {
    demo.settings(
        MODE,
        Map.of("access_life_s", 3_600, "refresh_life_s", 7_200, "reports_refresh_life", true));
    var visitor = Visitor.signedIn(stack.base(), house.admins().getFirst());
    provider = visitor.registerDemo("Mail", demo, MODE);
    ina.signIn(house.admins().getFirst());
  }

  @AfterAll
  void close() {
    ina.assertNoComplaints();
    ina.close();
  }

  @Test
  void a_registration_is_tested_to_its_end_and_what_was_seen_stands_beside_what_was_declared() {
    ina.go("/providers/" + provider);
    assertThat(ina.page.innerText("#staged")).contains("It was not tested yet");
    assertThat(ina.page.innerText("#observed")).contains("No grant shows anything yet");
    ina.page.click("#test");
    assertThat(ina.at()).isEqualTo("/providers/" + provider + "/test");
    ina.page.locator("#consent").waitFor();
    var following = ina.go("/providers/" + provider + "/test");
    assertThat(following.headers().get("refresh")).as("without any script").isEqualTo("5");
    // what stops it is at hand, each time
    ina.page.locator("#hold:focus").waitFor();
    ina.page.keyboard().press("Enter");
    ina.page.waitForURL("**?hold=on");
    assertThat(ina.page.innerText("#stages + ol")).contains("127.0.0.1", "invalid_grant");
    ina.look("staged-consent");
    consent(ina.page.context().waitForPage(() -> ina.page.click("#consent")));
    ina.awaitPage("it ended", () -> ina.heading().contains("Passed"));
    assertThat(ina.page.innerText("#stage-refresh")).contains("with a new refresh token");
    assertThat(ina.page.locator("#stop").count()).isZero();
    ina.look("staged-passed");

    ina.go("/providers/" + provider + "/edit");
    ina.page.locator("details.card summary").click();
    ina.page.selectOption("#reuse", "NOTHING");
    ina.page.fill("#idleLimit", "1d");
    ina.page.click("#save");
    assertThat(ina.page.innerText("#danger")).contains("grants may be lost");
    assertThat(ina.page.innerText("#observed-reuse"))
        .contains("does no harm", "another token at the one refresh", "Endangers grants");
    assertThat(ina.page.innerText("#observed-idle_life"))
        .contains("1d", "about 2 hours", "sooner than declared");
    assertThat(ina.page.innerText("#observed-scopes")).contains("Agrees");
    ina.look("observed");
    ina.go("/");
    assertThat(ina.page.innerText(".endangered")).contains("Mail", "grants may be lost");
    ina.page.click(".endangered a");
    ina.page.click("#see-test");
    assertThat(ina.page.innerText("#outdated")).contains("was changed since");
    ina.go("/providers/" + provider);
    ina.page.locator("#observed-idle_life a").click();
    assertThat(ina.page.locator("#idleLimit").isVisible()).as("the folded fields unfold").isTrue();
  }

  /** In the other tab, as the account's owner. */
  private static void consent(Page tab) {
    tab.click("#way-out");
    tab.click("#login-ada");
    tab.click("#allow");
    tab.waitForURL(url -> url.endsWith("/connect/result"));
    tab.close();
  }
}
