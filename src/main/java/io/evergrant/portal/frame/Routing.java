package io.evergrant.portal.frame;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Lets the right people through to the page of an address, and sends the others to sign in. */
public class Routing extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> READING = Set.of("GET", "HEAD");
  static final String VARIABLE = "evergrant.route.variable";
  static final String ROUTE = "evergrant.route";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var path = Paths.of(request);
    if (path.startsWith("/pages/") || path.endsWith(".xhtml")) {
      throw new NotFound();
    }
    var match = Route.of(path);
    if (match.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    request.setAttribute(ROUTE, match.get().route());
    request.setAttribute(VARIABLE, match.get().variable());
    if (admitted(match.get().route(), request, response)) {
      show(match.get().route(), request, response, chain);
    }
  }

  private static void show(
      Route route, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var view = route.view();
    if (view == null) {
      chain.doFilter(request, response);
    } else if (!request.getMethod().matches("GET|HEAD|POST")) {
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } else {
      request.getRequestDispatcher(view).forward(request, response);
    }
  }

  private static boolean admitted(
      Route route, HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (route.audience() == Route.Audience.ANYBODY) {
      return true;
    }
    Member member = SignedInMember.of(request);
    if (member == null) {
      toSignIn(request, response);
      return false;
    }
    if (route == Route.OVERVIEW && member.role() == Role.OPERATOR) {
      Redirects.see(response, request.getContextPath() + "/operator");
      return false;
    }
    var reads = READING.contains(request.getMethod());
    if (reads ? !route.audience().admits(member) : !route.audience().admitsActs(member)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return false;
    }
    return true;
  }

  private static void toSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getAttribute(SessionAuthentication.STORE_IS_DOWN) != null) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else if (!request.getMethod().equals("GET")) {
      Redirects.see(response, request.getContextPath() + "/login?why=ended");
    } else {
      Redirects.see(response, request.getContextPath() + "/login" + next(request));
    }
  }

  private static String next(HttpServletRequest request) {
    var path = Paths.of(request);
    var query = request.getQueryString();
    var whole = query == null ? path : path + "?" + query;
    return whole.equals("/") ? "" : "?next=" + URLEncoder.encode(whole, StandardCharsets.UTF_8);
  }
}
