package io.evergrant.portal.text;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The language that was chosen in this browser, and nothing else: whoever follows a consent link
 * has no session and no account.
 */
public final class LanguageCookie {
  static final String NAME = "evergrant-language";
  private static final Duration KEPT = Duration.ofDays(365);

  private LanguageCookie() {}

  static Optional<Language> of(HttpServletRequest request) {
    var cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(NAME))
            .flatMap(cookie -> Language.of(cookie.getValue()).stream())
            .findFirst();
  }

  /**
   * From the next request on.
   *
   * @param baseUrl of the portal: over TLS alone where it has TLS
   */
  public static void keep(HttpServletResponse response, Language language, URI baseUrl) {
    var cookie = new Cookie(NAME, language.tag().value());
    cookie.setPath("/");
    cookie.setMaxAge((int) KEPT.toSeconds());
    cookie.setHttpOnly(true);
    cookie.setSecure("https".equalsIgnoreCase(baseUrl.getScheme()));
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }
}
