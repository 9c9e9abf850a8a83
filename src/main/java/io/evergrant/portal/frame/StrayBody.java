package io.evergrant.portal.frame;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * A body where none belongs (RFC 9110 section 9.3.1) ends its connection: a container may leave it
 * there unread, and what a stranger wrote into it would be the next request of whoever shares the
 * connection behind a proxy.
 */
public class StrayBody extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** Their bodies are read by every container. */
  private static final Set<String> READ = Set.of("POST", "PUT", "PATCH", "OPTIONS");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (READ.contains(request.getMethod()) || !hasBody(request)) {
      chain.doFilter(request, response);
    } else {
      response.setHeader("Connection", "close");
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  private static boolean hasBody(HttpServletRequest request) {
    var length = request.getHeader("Content-Length");
    return request.getHeader("Transfer-Encoding") != null
        || (length != null && !length.strip().equals("0"));
  }
}
