package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a page brings over the wire, heads and bodies as they were sent, when nothing is cached. */
final class Weight {
  private static final long MOST = 60_000;

  private final Map<String, String> paths = new HashMap<>();
  private final Map<String, Long> bytes = new TreeMap<>();

  /** Weighs from now on; every visit is a first one. */
  Weight(Page page) {
    var devTools = page.context().newCDPSession(page);
    devTools.on(
        "Network.requestWillBeSent",
        told ->
            paths.put(
                told.get("requestId").getAsString(),
                told.getAsJsonObject("request").get("url").getAsString()));
    devTools.on("Network.loadingFinished", this::ended);
    devTools.send("Network.enable");
    withoutCache(devTools);
  }

  private static void withoutCache(CDPSession devTools) {
    var wish = new JsonObject();
    wish.addProperty("cacheDisabled", true);
    devTools.send("Network.setCacheDisabled", wish);
  }

  private void ended(JsonObject told) {
    var path = paths.getOrDefault(told.get("requestId").getAsString(), "");
    bytes.merge(path, told.get("encodedDataLength").getAsLong(), Long::sum);
  }

  /** Before the next visit. */
  void clear() {
    bytes.clear();
  }

  void assertLight() {
    assertThat(all()).as("bytes transferred: " + bytes).isPositive().isLessThanOrEqualTo(MOST);
    assertThat(bytes.keySet()).as("what was weighed").anyMatch(path -> path.endsWith(".css"));
  }

  long all() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }
}
