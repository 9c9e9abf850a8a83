package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Chromium;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A page of the tenant's product reads a provider's API, in a real browser. */
class TicketIT {
  private static final String MODE = "ticket-page";

  /** As the demo provider writes its tokens. */
  private static final Pattern TOKEN = Pattern.compile("\\b[ar]t_[A-Za-z0-9_-]{20,}");

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
    var context = browser.newContext();
    var page = context.newPage();
    var network = new StringBuilder();
    var responses = new ArrayList<Response>();
    listen(context, page, network, responses);
    page.navigate(app.origin().toString());
    page.waitForFunction("document.getElementById('answer').textContent !== ''");
    assertThat(page.textContent("#answer")).startsWith("200 ").contains("\"sub\":\"ada\"");

    responses.stream()
        .filter(response -> !response.request().method().equals("OPTIONS"))
        .forEach(response -> network.append(response.url()).append(response.text()).append('\n'));

    var access = demo.apiCalls(MODE).getLast().token();
    assertThat(access).as("what was looked for could be found").matches(TOKEN);
    var stored =
        String.valueOf(page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"));
    stored += context.storageState();
    var heap = heap(context, page);
    var places = Map.of("network", network.toString(), "storage", stored, "heap", heap);
    places.forEach(
        (name, what) -> {
          assertThat(what).as(name + " was read: the ticket is there").contains("egt_");
          assertThat(what.contains(access)).as("the access token is in " + name).isFalse();
          assertThat(TOKEN.matcher(what).find()).as("a token is in " + name).isFalse();
        });
  }

  /** All that the network panel would show: heads and bodies, both ways, the browser's own too. */
  private static void listen(
      BrowserContext context, Page page, StringBuilder network, List<Response> responses) {
    var devTools = context.newCDPSession(page);
    for (var event :
        new String[] {
          "Network.requestWillBeSent",
          "Network.requestWillBeSentExtraInfo",
          "Network.responseReceived",
          "Network.responseReceivedExtraInfo"
        }) {
      devTools.on(event, told -> network.append(told).append('\n'));
    }
    devTools.send("Network.enable");
    page.onResponse(responses::add);
  }

  private static String heap(BrowserContext context, Page page) {
    var snapshot = new StringBuilder();
    var devTools = context.newCDPSession(page);
    devTools.on(
        "HeapProfiler.addHeapSnapshotChunk",
        chunk -> snapshot.append(chunk.get("chunk").getAsString()));
    var asked = new JsonObject();
    asked.addProperty("reportProgress", false);
    devTools.send("HeapProfiler.takeHeapSnapshot", asked);
    return snapshot.toString();
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
