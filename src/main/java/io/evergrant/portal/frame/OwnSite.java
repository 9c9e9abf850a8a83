package io.evergrant.portal.frame;

import io.evergrant.usecase.port.PortalSettings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whatever changes something must come from a page of this very site. Browsers say where a request
 * comes from ({@code Sec-Fetch-Site}, {@code Origin}); one that says neither is refused.
 */
public class OwnSite extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

  @Inject private transient PortalSettings portal;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (HARMLESS.contains(request.getMethod())
        || !Paths.isPage(Paths.of(request))
        || isOwn(
            request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), portal.origin())) {
      chain.doFilter(request, response);
    } else {
      request.setAttribute(Problems.KIND, "foreign");
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /** {@code Origin} decides where there is one; both must agree with this site. */
  static boolean isOwn(@Nullable String fetchSite, @Nullable String origin, String own) {
    if (fetchSite != null && !fetchSite.equals("same-origin")) {
      return false;
    }
    return origin == null ? fetchSite != null : origin.equals(own);
  }
}
