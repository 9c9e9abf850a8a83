package io.evergrant.portal.frame;

import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionTrackingMode;
import java.net.URI;
import java.util.Set;

/**
 * The session's cookie: unreadable for scripts, kept from other sites' forms, and off plain http.
 */
public class SessionCookie implements ServletContextListener {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  @Inject private PortalSettings portal;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    var context = event.getServletContext();
    context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
    var cookie = context.getSessionCookieConfig();
    var secure = isSecure(portal.baseUrl());
    // The prefix makes browsers refuse the cookie from a sub-domain or over plain http.
    cookie.setName(secure ? "__Host-evergrant" : "evergrant");
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    // Lax, not Strict: a provider sends the browser back from another site.
    cookie.setAttribute("SameSite", "Lax");
  }

  /** Only a portal on loopback, for development, does without TLS. */
  static boolean isSecure(URI baseUrl) {
    return !("http".equalsIgnoreCase(baseUrl.getScheme()) && LOOPBACK.contains(baseUrl.getHost()));
  }
}
