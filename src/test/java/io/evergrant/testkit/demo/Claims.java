package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.Scope;
import net.minidev.json.JSONObject;

/** What a scope tells of an account (OpenID Connect Core 1.0, section 5.4). */
final class Claims {
  private Claims() {}

  static JSONObject of(String subject, String scope) {
    var asked = Scope.parse(scope);
    var claims = new JSONObject();
    if (asked.contains("profile")) {
      claims.put("name", Account.nameOf(subject));
    }
    if (asked.contains("email")) {
      claims.put("email", Account.emailOf(subject));
      claims.put("email_verified", true);
    }
    return claims;
  }
}
