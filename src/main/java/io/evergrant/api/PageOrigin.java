package io.evergrant.api;

import jakarta.ws.rs.HttpMethod;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The origin of the page that calls, as its browser tells it; no script can say another. */
final class PageOrigin {
  private PageOrigin() {}

  /**
   * Null where nothing tells. To its own origin a browser names none with what only reads (Fetch
   * standard, «append a request Origin header»), but says that it is the same.
   *
   * @param origin value of {@code Origin}, {@code site} of {@code Sec-Fetch-Site}
   * @param base where browsers find the portal
   */
  static @Nullable String of(
      String method, @Nullable String origin, @Nullable String site, URI base) {
    var reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    return origin == null && reads && "same-origin".equals(site) ? written(base) : origin;
  }

  /** RFC 6454 section 6.2. */
  private static String written(URI base) {
    var scheme = base.getScheme().toLowerCase(Locale.ROOT);
    var usual = scheme.equals("https") ? 443 : 80;
    var port = base.getPort() == -1 || base.getPort() == usual ? "" : ":" + base.getPort();
    return scheme + "://" + base.getHost().toLowerCase(Locale.ROOT) + port;
  }
}
