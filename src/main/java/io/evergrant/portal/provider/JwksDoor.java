package io.evergrant.portal.provider;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Paths;
import io.evergrant.usecase.provider.ManageClientKeys;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The public halves of a client's keys (RFC 7517 section 5), for its provider and anybody else.
 * What is published does not sign at once, so caches may keep it for some minutes.
 */
@WebServlet("/jwks/*")
public class JwksDoor extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String BEFORE = "/jwks/";

  @Inject private transient ManageClientKeys keys;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var path = Paths.shown(request).substring(request.getContextPath().length());
    var published = keys.published(parse(path.substring(BEFORE.length())));
    if (published.isEmpty()) {
      throw new NotFound();
    }
    var set = "{\"keys\":[" + String.join(",", published) + "]}";
    response.setContentType("application/jwk-set+json");
    response.setHeader("Cache-Control", "public, max-age=300");
    response.getOutputStream().write(set.getBytes(StandardCharsets.UTF_8));
  }

  private static ProviderId parse(String id) {
    try {
      return new ProviderId(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw new NotFound();
    }
  }
}
