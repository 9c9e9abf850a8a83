package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What looks at all pages sees what axe's own client sees. */
class AxeIT {
  private static final String FAULTS =
      """
      <!doctype html><html><meta charset="utf-8"><style>:root { color-scheme: light dark }
      .faint { color: light-dark(#333, #444); background: light-dark(#fff, #333) }</style>
      <main><img src="data:,"><input id="twice"><button id="twice"></button><p class="faint">Read me</p>
      <a href="#nowhere"></a><div aria-hidden="true"><a href="/">Hidden</a></div><ul><p>x</p></ul></main></html>
      """;

  @Test
  void all_that_is_wrong_is_found_and_in_the_dark_what_is_wrong_there() {
    try (var context = OneBrowser.context()) {
      var page = context.newPage();
      page.setContent(FAULTS);
      var axe = new Axe(page);
      var first = axe.findings();
      assertThat(rules(first))
          .contains("image-alt", "button-name", "label", "html-has-lang", "link-name", "list")
          .doesNotContain("color-contrast")
          .containsExactlyElementsOf(byItsOwnClient(page));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      assertThat(rules(axe.contrast())).as("looked at again").containsExactly("color-contrast");
      page.setContent(
          "<!doctype html><html lang='en'><title>Good</title><main><h1>Good</h1></main>");
      assertThat(axe.findings()).as("another document").isEmpty();
    }
  }

  private static List<String> rules(List<String> findings) {
    return findings.stream().map(finding -> finding.replaceAll(":.*", "")).toList();
  }

  private static List<String> byItsOwnClient(Page page) {
    return new AxeBuilder(page)
        .setLegacyMode(true).analyze().getViolations().stream().map(rule -> rule.getId()).toList();
  }
}
