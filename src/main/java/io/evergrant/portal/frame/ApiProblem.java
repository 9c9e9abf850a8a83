package io.evergrant.portal.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A call of the API that the container refused before the API saw it, as one with a Content-Type
 * that cannot be read: told as the API would (RFC 9457).
 */
final class ApiProblem {
  private ApiProblem() {}

  static boolean isOne(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
        && uri.startsWith(request.getContextPath() + "/api/");
  }

  static void write(HttpServletResponse response, int status) throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    var document =
        Json.createObjectBuilder()
            .add("type", "urn:evergrant:problem:" + kind(status))
            .add("title", title(status))
            .add("status", status)
            .add("detail", "Compare the request with the description at /openapi.")
            .build();
    // bytes: a writer would add a charset, which this type does not have
    response.getOutputStream().write(document.toString().getBytes(UTF_8));
  }

  private static String kind(int status) {
    return switch (status) {
      case HttpServletResponse.SC_NOT_FOUND -> "not-found";
      case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> "method-not-allowed";
      case HttpServletResponse.SC_SERVICE_UNAVAILABLE -> "store-unavailable";
      default -> status < 500 ? "bad-request" : "internal";
    };
  }

  private static String title(int status) {
    return status < 500 ? "The request could not be understood" : "Something broke";
  }
}
