package io.evergrant.portal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The address that is being shown, for pages and the frame around them. */
@Named("here")
@RequestScoped
public class Here {
  @Inject private HttpServletRequest request;

  /** Whether the menu's entry is the one that is open: {@code page}, or {@code null} where not. */
  public @Nullable String current(String section) {
    var route = (Route) request.getAttribute(Routing.ROUTE);
    return route != null && route.name().startsWith(section) ? "page" : null;
  }

  public String variable() {
    var variable = request.getAttribute(Routing.VARIABLE);
    return variable == null ? "" : variable.toString();
  }

  /** The id in the address; what is no id is not found. */
  public <T> T id(Function<UUID, T> type) {
    try {
      return type.apply(UUID.fromString(variable()));
    } catch (IllegalArgumentException e) {
      throw new NotFound(e);
    }
  }

  /** A parameter of the query or the form; empty where it is missing. */
  public String parameter(String name) {
    var value = request.getParameter(name);
    return value == null ? "" : value.strip();
  }

  public HttpServletRequest request() {
    return request;
  }

  /** Ends a Faces action: the browser is sent to a path of this site. */
  public void go(String path) {
    Redirects.see(FacesContext.getCurrentInstance(), path);
  }
}
