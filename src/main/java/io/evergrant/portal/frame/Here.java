package io.evergrant.portal.frame;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The address that is being shown, for pages and the frame around them. */
@Named("here")
@RequestScoped
public class Here {
  /** What a list of choices sends for no choice: a page writes no empty value. */
  public static final String ANY = "any";

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

  /** All values of a parameter, without those that are empty or say that any will do. */
  public List<String> parameters(String name) {
    var values = request.getParameterValues(name);
    return values == null
        ? List.of()
        : Arrays.stream(values)
            .map(String::strip)
            .filter(value -> !value.isEmpty() && !value.equals(ANY))
            .toList();
  }

  /** A parameter of a list of choices; empty where any will do. */
  public String choice(String name) {
    var value = parameter(name);
    return value.equals(ANY) ? "" : value;
  }

  /** Whether a button was pressed that this page, as things stand now, does not have. */
  public boolean isOutdated() {
    return request.getMethod().equals("POST") && !Acted.happened(request);
  }

  /** The address in the browser's bar, for a form that comes back to it. */
  public String getAddress() {
    var path = Paths.shown(request).substring(request.getContextPath().length());
    var asked = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
    var query = asked == null ? request.getQueryString() : asked.toString();
    return query == null || showsSecret() ? path : path + "?" + query;
  }

  /**
   * Where a secret is shown to whoever opens the address, no word from the address stands beside
   * it: pages are sent compressed, and by their length such a word could be tried as a guess of the
   * secret (BREACH). Other secrets are shown once, after a form of our own site.
   */
  private boolean showsSecret() {
    var route = request.getAttribute(Routing.ROUTE);
    return route == Route.LINK || route == Route.PROVIDER_TEST;
  }

  /** To which a Faces action may add. */
  public HttpServletResponse response() {
    return (HttpServletResponse)
        FacesContext.getCurrentInstance().getExternalContext().getResponse();
  }

  public HttpServletRequest request() {
    return request;
  }

  /** Ends a Faces action: the browser is sent to a path of this site. */
  public void go(String path) {
    Redirects.see(FacesContext.getCurrentInstance(), path);
  }
}
