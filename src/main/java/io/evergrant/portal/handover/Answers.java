package io.evergrant.portal.handover;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the page's script is told. */
final class Answers {
  private Answers() {}

  static void json(HttpServletResponse response, int status, JsonObjectBuilder document)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(document.build().toString());
  }

  /** A code for which the page has a sentence. */
  static void why(HttpServletResponse response, int status, String code) throws IOException {
    json(response, status, Json.createObjectBuilder().add("why", code));
  }
}
