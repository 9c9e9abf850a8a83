package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a page brings over the wire, heads and bodies as they were sent, when nothing is cached. */
final class Weight {
  private static final long MOST = 60_000;

  private final Map<String, String> paths = new HashMap<>();
  private final Map<String, Long> bytes = new TreeMap<>();
  private final Set<String> underWay = new HashSet<>();
  private final Page page;

  /** Weighs from now on; every visit is a first one. */
  Weight(Page page) {
    this.page = page;
    var devTools = page.context().newCDPSession(page);
    devTools.on("Network.requestWillBeSent", this::begun);
    devTools.on("Network.loadingFinished", this::ended);
    devTools.on("Network.loadingFailed", told -> underWay.remove(id(told)));
    devTools.send("Network.enable");
    withoutCache(devTools);
  }

  private static void withoutCache(CDPSession devTools) {
    var wish = new JsonObject();
    wish.addProperty("cacheDisabled", true);
    devTools.send("Network.setCacheDisabled", wish);
  }

  private void begun(JsonObject told) {
    paths.put(id(told), told.getAsJsonObject("request").get("url").getAsString());
    underWay.add(id(told));
  }

  /** What an earlier visit asked for is not weighed. */
  private void ended(JsonObject told) {
    var path = paths.get(id(told));
    if (underWay.remove(id(told)) && path != null) {
      bytes.merge(path, told.get("encodedDataLength").getAsLong(), Long::sum);
    }
  }

  private static String id(JsonObject told) {
    return told.get("requestId").getAsString();
  }

  /** Before the next visit. */
  void clear() {
    paths.clear();
    underWay.clear();
    bytes.clear();
  }

  /** All that was asked for has come. */
  void assertLight() {
    page.waitForCondition(underWay::isEmpty);
    assertThat(all()).as("bytes transferred: " + bytes).isPositive().isLessThanOrEqualTo(MOST);
    assertThat(bytes.keySet()).as("what was weighed").anyMatch(path -> path.endsWith(".css"));
  }

  long all() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }
}
