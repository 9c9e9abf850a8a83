package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Chromium;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A page of the tenant's product reads a provider's API, in a real browser. */
class TicketIT {
  private static final String MODE = "ticket-page";

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();

  @Test
  void P13_a_page_shows_what_the_api_answers_and_holds_neither_token() {
    var backEnd = new BackEnd(stack.base(), stack.seed().acme().apiKey());
    var api = demo.base().getAuthority() + "/api/" + MODE + "/me";
    try (var app = new TenantsApp(backEnd, grant(backEnd), api);
        var playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.find())
                        .setArgs(Chromium.FLAGS))) {
      look(browser, app);
    }
  }

  private void look(Browser browser, TenantsApp app) {
    var page = browser.newContext().newPage();
    var everywhere = new Everywhere(page);
    page.navigate(app.origin().toString());
    page.waitForFunction("document.getElementById('answer').textContent !== ''");
    assertThat(page.textContent("#answer")).startsWith("200 ").contains("\"sub\":\"ada\"");

    var access = demo.apiCalls(MODE).getLast().token();
    everywhere
        .places()
        .forEach((name, what) -> assertThat(what).as(name + " was read").contains("egt_"));
    everywhere.assertNoToken(access);
  }

  private UUID grant(BackEnd backEnd) {
    demo.settings(MODE, Map.of("access_life_s", 3_600));
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    var provider = admin.registerDemo("Behind a page", demo, MODE);
    var hosts = "{\"hosts\":[\"" + demo.base() + "\"]}";
    var changed =
        backEnd.call(
            "PUT",
            "/api/v1/providers/" + provider + "/api-hosts",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .method("PUT", java.net.http.HttpRequest.BodyPublishers.ofString(hosts)));
    assertThat(changed.status()).isEqualTo(200);
    return admin.connect(provider, demo, "ada");
  }
}
