package io.evergrant.portal.frame;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;

/** Post, redirect, get: 303 (RFC 9110 section 15.4.4), on the own site but for one way out. */
public final class Redirects {
  private Redirects() {}

  public static void see(HttpServletResponse response, String address) {
    if (!Paths.isOwn(address)) {
      throw new IllegalArgumentException("redirects stay on the own site");
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", address);
  }

  /** To a provider, and nowhere else: the address is one that a use case made. */
  public static void away(HttpServletResponse response, URI authorizationUri) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", authorizationUri.toString());
  }

  /** Ends a Faces action; {@code path} without the context path. */
  public static void see(FacesContext faces, String path) {
    var external = faces.getExternalContext();
    var context = ((HttpServletRequest) external.getRequest()).getContextPath();
    see((HttpServletResponse) external.getResponse(), context + path);
    faces.responseComplete();
  }
}
