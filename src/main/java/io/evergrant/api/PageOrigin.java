package io.evergrant.api;

import jakarta.ws.rs.HttpMethod;
import org.jspecify.annotations.Nullable;

/** The origin of the page that calls, as its browser tells it; no script can say another. */
final class PageOrigin {
  private PageOrigin() {}

  /**
   * Null where nothing tells. To its own origin a browser names none with what only reads (Fetch
   * standard, «append a request Origin header»), but says that it is the same.
   *
   * @param origin value of {@code Origin}, {@code site} of {@code Sec-Fetch-Site}
   * @param own the portal's own origin
   */
  static @Nullable String of(
      String method, @Nullable String origin, @Nullable String site, String own) {
    var reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    return origin == null && reads && "same-origin".equals(site) ? own : origin;
  }
}
