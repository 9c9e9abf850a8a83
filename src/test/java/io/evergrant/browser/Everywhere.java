package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** All places of a browser where a page could have a token: storage, memory, the network log. */
final class Everywhere {
  /** As the demo provider writes its tokens. */
  private static final Pattern TOKEN = Pattern.compile("\\b[ar]t_[A-Za-z0-9_-]{20,}");

  /** What scripts and their workers may have put aside for later. */
  private static final String CACHED =
      """
      async () => {
        const found = [];
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const request of await cache.keys()) {
            found.push(request.url, await (await cache.match(request)).text());
          }
        }
        return found.join("\n");
      }
      """;

  private final Page page;
  private final StringBuilder network = new StringBuilder();
  private final List<Response> responses = new ArrayList<>();

  /** Watches from now on; before the page is opened. */
  Everywhere(Page page) {
    this.page = page;
    listen();
  }

  /** All that the network panel would show: heads and bodies, both ways, the browser's own too. */
  private void listen() {
    var devTools = page.context().newCDPSession(page);
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

  /** What is in each of them now. */
  Map<String, String> places() {
    var seen = new StringBuilder(network);
    responses.stream()
        .filter(response -> !response.request().method().equals("OPTIONS"))
        .forEach(response -> seen.append(response.url()).append(response.text()).append('\n'));
    var stored =
        page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
            + page.context()
                .storageState(new BrowserContext.StorageStateOptions().setIndexedDB(true))
            + page.evaluate(CACHED);
    return Map.of("network", seen.toString(), "storage", stored, "heap", heap());
  }

  /**
   * Fails where one is.
   *
   * @param access the token with which the provider's API was called
   */
  void assertNoToken(String access) {
    assertThat(access).as("what was looked for could be found").matches(TOKEN);
    places()
        .forEach(
            (name, what) -> {
              assertThat(what.contains(access)).as("the access token is in " + name).isFalse();
              assertThat(TOKEN.matcher(what).find()).as("a token is in " + name).isFalse();
            });
  }

  private String heap() {
    var snapshot = new StringBuilder();
    var devTools = page.context().newCDPSession(page);
    devTools.on(
        "HeapProfiler.addHeapSnapshotChunk",
        chunk -> snapshot.append(chunk.get("chunk").getAsString()));
    var asked = new JsonObject();
    asked.addProperty("reportProgress", false);
    devTools.send("HeapProfiler.takeHeapSnapshot", asked);
    return snapshot.toString();
  }
}
