package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who has a keyboard and nothing else, and goes only where they see that they are: at each
 * step whatever has the focus must be marked as such, and must not lie under something else.
 */
final class Keys {
  /** More steps than any page takes. */
  private static final int MOST = 400;

  /** What has the focus, whether it is what is looked for, and why nobody sees it. */
  private static final String HERE =
      """
      (wanted) => {
        const at = document.activeElement;
        if (!at || at === document.body) return ['', 'false', ''];
        const {outlineStyle, outlineWidth, outlineColor, boxShadow} = getComputedStyle(at);
        const marked = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && !/, 0\\)$/.test(outlineColor))
          || (boxShadow !== 'none' && !boxShadow.includes('inset'));
        const own = (top) => top && [at, ...(at.labels ?? [])].some((one) => one.contains(top));
        const shown = [...at.getClientRects()].filter((box) => box.width > 2 && box.height > 2).some((box) =>
          [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].some(([x, y]) =>
            own(document.elementFromPoint(box.left + x * box.width, box.top + y * box.height))));
        const name = at.cloneNode(false).outerHTML.slice(0, 120) + at.textContent.trim().slice(0, 30);
        return [name, String(at.matches(wanted)), marked ? (shown ? '' : 'covered') : 'not marked'];
      }
      """;

  /** What can be used and has not had the focus, of radio buttons one for all of a name. */
  private static final String LEFT_OUT =
      """
      () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
        .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}))
        .filter((one) => ![...window.reached].some((had) =>
          had === one || (one.type === 'radio' && had.type === 'radio' && had.name === one.name)))
        .map((one) => one.outerHTML.slice(0, 160))
      """;

  private static final String BEGINNING =
      "[...document.querySelectorAll('[autofocus], [data-live][aria-pressed=true]')]"
          + ".filter(one => one.checkVisibility())";

  private final Page page;
  private final AtomicInteger pages = new AtomicInteger();

  Keys(Page page) {
    this.page = page;
    page.onLoad(loaded -> pages.incrementAndGet());
  }

  /** Where the focus is; empty where nothing has it. */
  private record Place(String name, boolean wanted, String complaint) {}

  private Place place(String wanted) {
    var told = (List<?>) page.evaluate(HERE, wanted);
    return new Place(
        String.valueOf(told.get(0)),
        Boolean.parseBoolean(String.valueOf(told.get(1))),
        String.valueOf(told.get(2)));
  }

  private Place step(String key, String wanted) {
    press(key);
    var place = place(wanted);
    assertThat(place.complaint()).as(place.name() + ", at " + page.url()).isEmpty();
    return place;
  }

  boolean at(String wanted) {
    return place(wanted).wanted();
  }

  void press(String key) {
    page.keyboard().press(key);
  }

  /** Tabs on until that has the focus. */
  void to(String wanted) {
    walk("Tab", wanted);
  }

  /** Tabs back until that has the focus. */
  void back(String wanted) {
    walk("Shift+Tab", wanted);
  }

  private void walk(String key, String wanted) {
    var way = new ArrayList<String>();
    var place = place(wanted);
    var rounds = 0;
    while (!place.wanted()) {
      place = step(key, wanted);
      way.add(place.name());
      rounds += place.name().isEmpty() ? 1 : 0;
      assertThat(rounds < 2 && way.size() < MOST)
          .as(wanted + " gets the focus at " + page.url() + " on the way " + way)
          .isTrue();
    }
  }

  /** Instead of what stood there. */
  void type(String field, String text) {
    to(field);
    press("Control+A");
    page.keyboard().type(text);
  }

  /** By arrows. */
  void choose(String select, String value) {
    to(select);
    press("Home");
    for (var n = 0; !value.equals(chosen()); n++) {
      assertThat(n).as(value + " is a choice of " + select).isLessThan(MOST);
      press("ArrowDown");
    }
  }

  private Object chosen() {
    return page.evaluate("document.activeElement.value");
  }

  /** Enter at a link or button that leads to another page. */
  void follow(String wanted) {
    to(wanted);
    enter();
  }

  /** Enter where the focus is, which leads to another page. */
  void enter() {
    arrive(() -> press("Enter"));
  }

  /** The page is loaded once more, and not by a key. */
  void awaitReload() {
    arrive(() -> {});
  }

  /**
   * Where a page begins: at what it is about, if it says so; else nothing has the focus, and the
   * way past the menu is the first step.
   */
  private void arrive(Runnable leaving) {
    var before = pages.get();
    leaving.run();
    page.waitForCondition(() -> pages.get() > before);
    if (Boolean.TRUE.equals(page.evaluate(BEGINNING + ".length > 0"))) {
      page.waitForCondition(
          () -> Boolean.TRUE.equals(page.evaluate(BEGINNING + "[0] === document.activeElement")));
    } else {
      assertThat(place("*").name()).as("has the focus at " + page.url()).isEmpty();
      if (page.locator(".skip").count() > 0) {
        assertThat(step("Tab", ".skip").wanted()).as("past the menu, first").isTrue();
      }
    }
  }

  /** From the beginning of a page past its menu. */
  void skip() {
    assertThat(at(".skip")).as("is at the beginning").isTrue();
    press("Enter");
    assertThat(at("#main")).isTrue();
  }

  /**
   * Through the whole page, on and around: all that can be used has its turn, and nothing keeps the
   * focus.
   */
  void round() {
    assertThat(circle("Tab")).as("steps").isLessThan(MOST);
    assertThat((List<?>) page.evaluate(LEFT_OUT)).as("out of reach at " + page.url()).isEmpty();
  }

  /** The same, the other way around. */
  void roundBack() {
    assertThat(circle("Shift+Tab")).as("steps").isLessThan(MOST);
    assertThat((List<?>) page.evaluate(LEFT_OUT)).as("out of reach at " + page.url()).isEmpty();
  }

  private int circle(String key) {
    page.evaluate("window.began = document.activeElement, window.reached = new Set([began]), 0");
    for (var n = 1; n < MOST; n++) {
      step(key, "*");
      if (Boolean.TRUE.equals(
          page.evaluate(
              "reached.add(document.activeElement), reached.size > 1 && document.activeElement ==="
                  + " began"))) {
        return n;
      }
    }
    return MOST;
  }
}
