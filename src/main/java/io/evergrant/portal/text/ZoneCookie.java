package io.evergrant.portal.text;

import io.evergrant.domain.tenant.Zones;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/**
 * The zone of the browser and nothing else, as the page's script tells it: a server learns it in no
 * other way.
 */
public final class ZoneCookie {
  static final String NAME = "evergrant-zone";

  private ZoneCookie() {}

  /** Empty where none was told yet, or one that no place has. */
  public static Optional<ZoneId> of(HttpServletRequest request) {
    var cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(NAME))
            .flatMap(cookie -> read(cookie.getValue()).stream())
            .findFirst();
  }

  private static Optional<ZoneId> read(String value) {
    try {
      return Zones.named(URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
