package io.evergrant.testkit.demo;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * The successful answer of the token endpoint (RFC 6749, section 5.1), in the mode's handwriting.
 */
final class TokenAnswer {
  private TokenAnswer() {}

  static HTTPResponse of(
      Mode mode,
      Family family,
      BearerAccessToken access,
      @Nullable String refresh,
      @Nullable JWT idToken,
      Instant now) {
    var tokens = new Tokens(access, refresh == null ? null : new RefreshToken(refresh));
    var body = new AccessTokenResponse(tokens).toJSONObject();
    if (idToken != null) {
      body.put("id_token", idToken.serialize());
    }
    if (refresh != null && mode.reportsRefreshLife()) {
      var end = family.endsAt(mode);
      // 0 is how Keycloak says that there is no end
      body.put("refresh_expires_in", end == null ? 0L : Duration.between(now, end).toSeconds());
    }
    writeExpiresIn(body, mode);
    return Answers.json(200, body);
  }

  static BearerAccessToken access(String value, Mode mode, String scope) {
    return new BearerAccessToken(value, mode.accessLife(), Scope.parse(scope));
  }

  private static void writeExpiresIn(JSONObject body, Mode mode) {
    switch (mode.expiresIn()) {
      case NUMBER -> {}
      case STRING -> body.put("expires_in", Integer.toString(mode.accessLife()));
      case ZERO -> body.put("expires_in", 0);
      case NONE -> body.remove("expires_in");
    }
  }
}
