package io.evergrant.api;

import io.evergrant.domain.ticket.Ticket;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets the pages of a ticket's origin read what their calls are answered, and no other page (Fetch
 * standard, HTTP extensions for CORS).
 */
@Provider
public class CrossOrigin implements ContainerResponseFilter {
  static final String ORIGIN = "Origin";

  private static final String READER = "evergrant.api.reader";
  private static final String CREDENTIALS = "evergrant.api.credentials";
  private static final String ASKED_METHOD = "Access-Control-Request-Method";
  private static final String ASKED_FIELDS = "Access-Control-Request-Headers";
  private static final String TEN_MINUTES = "600";

  static boolean isPreflight(ContainerRequestContext request) {
    return request.getMethod().equals(HttpMethod.OPTIONS)
        && request.getHeaderString(ORIGIN) != null
        && request.getHeaderString(ASKED_METHOD) != null;
  }

  /** The page may ask; whether its ticket allows it is seen when it does. */
  static Response preflight(ContainerRequestContext request) {
    readable(request, request.getHeaderString(ORIGIN), true);
    var answer =
        Response.noContent()
            .header(
                "Access-Control-Allow-Methods",
                Ticket.METHODS.stream().sorted().collect(Collectors.joining(", ")))
            .header("Access-Control-Max-Age", TEN_MINUTES);
    var fields = request.getHeaderString(ASKED_FIELDS);
    if (fields != null && fields.matches("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,2000}")) {
      answer.header("Access-Control-Allow-Headers", fields);
    }
    return answer.build();
  }

  /** Pages of that origin may read the answer; null where no page asks. */
  static void readable(
      ContainerRequestContext request, @Nullable String origin, boolean credentials) {
    if (origin != null) {
      request.setProperty(READER, origin);
      request.setProperty(CREDENTIALS, credentials);
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (ForwardAddress.of(request.getUriInfo()).isEmpty()) {
      return;
    }
    response.getHeaders().add("Vary", ORIGIN);
    if (request.getProperty(READER) instanceof String origin) {
      var exposed =
          response.getHeaders().keySet().stream()
              .filter(name -> !name.regionMatches(true, 0, "Access-Control-", 0, 15))
              .sorted()
              .collect(Collectors.joining(", "));
      response.getHeaders().putSingle("Access-Control-Allow-Origin", origin);
      response.getHeaders().putSingle("Access-Control-Expose-Headers", exposed);
      if (Boolean.TRUE.equals(request.getProperty(CREDENTIALS))) {
        response.getHeaders().putSingle("Access-Control-Allow-Credentials", "true");
      }
    }
  }
}
