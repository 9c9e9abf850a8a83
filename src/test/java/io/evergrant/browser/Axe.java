package io.evergrant.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * axe-core on a page as it stands, with all the rules it has when nothing is said. The script is
 * sent once to each document, and only what is wrong comes back: to describe all that passed, and
 * to send that over, takes longer than to look.
 */
final class Axe {
  private static final String SCRIPT = "() => {" + AxeBuilder.getAxeScript() + "}";

  private static final String RUN =
      """
      async (only) => {
        const run = only.length === 0 ? {} : {runOnly: {type: 'rule', values: only}};
        const {violations} = await axe.run(document, {...run, resultTypes: ['violations']});
        return violations.map((rule) => rule.id + ': ' + rule.nodes[0].html);
      }
      """;

  private final Page page;

  Axe(Page page) {
    this.page = page;
  }

  /** A line for each rule that is broken, with the first element that breaks it. */
  List<String> findings() {
    return run(List.of());
  }

  /** The same of the one rule that depends on the colours. */
  List<String> contrast() {
    return run(List.of("color-contrast"));
  }

  private List<String> run(List<String> only) {
    if (!Boolean.TRUE.equals(page.evaluate("typeof window.axe === 'object'"))) {
      page.evaluate(SCRIPT);
    }
    return ((List<?>) page.evaluate(RUN, only)).stream().map(String::valueOf).toList();
  }
}
