package io.evergrant.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page that is read when it is all there. A click returns when the next page has begun to come,
 * and what counts, reads or looks waits at most for the element that it names: of a page that comes
 * in pieces it would see the first of them.
 */
final class WholePage {
  private static final Set<String> READING =
      Set.of(
          "all",
          "allInnerTexts",
          "allTextContents",
          "content",
          "count",
          "evaluate",
          "getAttribute",
          "innerHTML",
          "innerText",
          "inputValue",
          "isChecked",
          "isHidden",
          "isVisible",
          "textContent",
          "title");

  private final Page page;

  private WholePage(Page page) {
    this.page = page;
  }

  static Page of(Page page) {
    return new WholePage(page).around(Page.class, page);
  }

  private <T> T around(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            WholePage.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> whole(call(real, method, arguments))));
  }

  private @Nullable Object call(Object real, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (READING.contains(method.getName())) {
      page.waitForLoadState(LoadState.DOMCONTENTLOADED);
    }
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** What is found on it is read in the same way. */
  private @Nullable Object whole(@Nullable Object found) {
    if (found instanceof Locator locator) {
      return around(Locator.class, locator);
    }
    return found instanceof List<?> many && many.stream().anyMatch(Locator.class::isInstance)
        ? many.stream().map(this::whole).toList()
        : found;
  }
}
