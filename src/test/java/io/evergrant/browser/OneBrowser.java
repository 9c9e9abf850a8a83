package io.evergrant.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.evergrant.testkit.Chromium;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The browser that all walkers share: a start is dear, and each has a context of its own, with its
 * own cookies, storage and cache. It ends with the process that started it.
 */
final class OneBrowser {
  private static @Nullable Browser browser;

  private OneBrowser() {}

  /** As somebody's first visit. */
  static BrowserContext context() {
    return browser().newContext();
  }

  /** As the first visit of somebody whose browser speaks that language. */
  static BrowserContext context(String language) {
    return browser().newContext(new Browser.NewContextOptions().setLocale(language));
  }

  /** As the first visit of somebody whose browser is in that zone. */
  static BrowserContext context(ZoneId zone) {
    return browser()
        .newContext(new Browser.NewContextOptions().setLocale("en").setTimezoneId(zone.getId()));
  }

  private static synchronized Browser browser() {
    var there = browser;
    if (there == null || !there.isConnected()) {
      there =
          Playwright.create(
                  new Playwright.CreateOptions()
                      .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(Chromium.find())
                      .setArgs(Chromium.FLAGS));
      browser = there;
    }
    return there;
  }
}
