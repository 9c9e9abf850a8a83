package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.auth.Secret;
import java.net.URI;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** A registered application. Its redirect URIs are any portal's {@code /oauth/callback}. */
record Client(String id, String secret) {
  boolean hasSecret(Secret presented) {
    // Secret compares hashes, so that the time taken tells nothing
    return new Secret(secret).equals(presented);
  }

  /**
   * On http only loopback by name, where a portal runs beside this provider (RFC 8252, section
   * 7.3).
   */
  static boolean mayRedirectTo(@Nullable URI uri) {
    if (uri == null || uri.getHost() == null || uri.getFragment() != null) {
      return false;
    }
    var schemeFits =
        "https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && "localhost".equals(uri.getHost()));
    return schemeFits && "/oauth/callback".equals(uri.getPath());
  }

  JSONObject toJson() {
    return Json.of("id", id, "secret", secret);
  }

  static Client fromJson(JSONObject json) {
    return new Client(Json.text(json, "id"), Json.text(json, "secret"));
  }

  @Override
  public String toString() {
    return "Client[" + id + "]";
  }
}
