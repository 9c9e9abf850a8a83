package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.evergrant.testkit.Chromium;
import io.evergrant.testkit.Guides;
import io.evergrant.testkit.Stack;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the FastAPI guide, in a real browser, with the guide's back end behind it. */
class GuidePageIT {
  @TempDir private Path folder = Path.of("");
  private final Stack stack = Stack.shared();

  @Test
  void P13_the_guides_page_shows_what_the_api_answers_and_no_token_is_anywhere_in_the_browser() {
    var guide = Guides.at(stack, "guide-fastapi", 3_600);
    var python = Guides.python();
    registerHost(guide);
    var environment = new HashMap<>(python.environment());
    environment.put("GRANT", guide.connect("ada").toString());
    var code = Guides.FOLDER.resolve("python-fastapi").toString();
    try (var server =
        guide.serve(
            "fastapi",
            folder,
            environment,
            port -> python.line("-m", "uvicorn", "--app-dir", code, "app:app", "--port", port))) {
      assertThat(server.get("/profile").body()).contains("Ada Lindqvist");
      look(guide, server);
    }
  }

  private void look(Guides guide, Guides.Server server) {
    try (var playwright =
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
      var page = browser.newContext().newPage();
      var everywhere = new Everywhere(page);
      page.navigate(server.origin().toString());
      page.waitForFunction("document.getElementById('answer').textContent !== ''");
      assertThat(page.textContent("#answer")).isEqualTo("Ada Lindqvist");
      var places = everywhere.places();
      for (var name : new String[] {"network", "heap"}) {
        assertThat(places.get(name)).as(name + " was read: the ticket is there").contains("egt_");
      }
      everywhere.assertNoToken(stack.provider().apiCalls(guide.mode()).getLast().token());
    }
  }

  private void registerHost(Guides guide) {
    var hosts = "{\"hosts\":[\"" + stack.provider().base() + "\"]}";
    var changed =
        guide
            .backEnd()
            .call(
                "PUT",
                "/api/v1/providers/" + guide.provider() + "/api-hosts",
                request ->
                    request
                        .header("Content-Type", "application/json")
                        .method("PUT", BodyPublishers.ofString(hosts)));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
  }
}
