package io.evergrant.portal.frame;

import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Turns exceptions into the status that they mean, so that the same page tells them everywhere. */
public class Problems extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(Problems.class.getName());

  /** Which problem it is, where the status alone does not say. */
  static final String KIND = "evergrant.problem";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      answer(request, response, e);
    }
  }

  private static void answer(HttpServletRequest request, HttpServletResponse response, Exception e)
      throws IOException {
    response.resetBuffer();
    if (has(NotAllowed.class, e)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else if (has(NotFound.class, e)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (has(ViewExpiredException.class, e)) {
      request.setAttribute(KIND, "expired");
      response.sendError(HttpServletResponse.SC_CONFLICT);
    } else if (has(StoreUnavailable.class, e)) {
      LOG.log(Level.WARNING, "a store did not serve a page", e);
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else {
      LOG.log(Level.ERROR, "a page failed", e);
      response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }

  private static boolean has(Class<? extends Throwable> type, Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (var depth = 0; cause != null && depth < 20; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause =
          cause instanceof ServletException s && s.getRootCause() != null
              ? s.getRootCause()
              : cause.getCause();
    }
    return false;
  }
}
