package io.evergrant.testkit.demo;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONObject;
import net.minidev.json.JSONValue;

/**
 * An issuer that leaves RFC 6749 as real ones do: commas between scopes, JSON alone at the token
 * endpoint, an {@code audience} in each of its requests, refreshes at an address of their own.
 */
final class OwnWords {
  static final String AUDIENCE = "demo";

  /** In the addresses to which the sign-in and the consent come back. */
  private static final String HEARD = "heard";

  private OwnWords() {}

  /** A question in them, put as the RFC has it. */
  static Call authorize(Call call) {
    var scope = call.query("scope");
    if (scope == null || call.query(HEARD) != null) {
      return call;
    }
    // what has a space in it is one scope here, which nobody knows
    var words = scope.contains(" ") ? "one-scope" : scope.replace(',', ' ');
    var query = new HashMap<>(call.http().getQueryStringParameters());
    query.put("scope", List.of(words));
    query.put(HEARD, List.of("yes"));
    var old = call.http().getURI();
    var request =
        new HTTPRequest(
            call.http().getMethod(),
            URI.create(
                old.getScheme()
                    + "://"
                    + old.getRawAuthority()
                    + old.getRawPath()
                    + "?"
                    + URLUtils.serializeParameters(query)));
    call.http().getHeaderMap().forEach((n, v) -> request.setHeader(n, v.toArray(String[]::new)));
    if (call.isPost()) {
      request.setBody(call.http().getBody());
    }
    return new Call(request);
  }

  /** What the token endpoint says, or what is wrong with the words. */
  static HTTPResponse token(Call call, Mode mode, String endpoint, TokenEndpoint token) {
    if (!(JSONValue.parse(String.valueOf(call.http().getBody())) instanceof JSONObject members)
        || !"application/json".equals(type(call))) {
      return wrong("JSON is wanted");
    }
    if (!AUDIENCE.equals(members.get("audience"))) {
      return wrong("audience is missing");
    }
    var refreshes = "refresh_token".equals(members.get("grant_type"));
    if (refreshes != endpoint.equals("refresh")) {
      return wrong("not at this address");
    }
    var form = new HashMap<String, List<String>>();
    members.forEach((name, value) -> form.put(name, List.of(String.valueOf(value))));
    form.remove("audience");
    var request = new HTTPRequest(HTTPRequest.Method.POST, call.http().getURI());
    call.http().getHeaderMap().forEach((n, v) -> request.setHeader(n, v.toArray(String[]::new)));
    request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    request.setBody(URLUtils.serializeParameters(Map.copyOf(form)));
    return token.answer(new Call(request), mode);
  }

  private static String type(Call call) {
    var type = call.http().getHeaderValue("Content-Type");
    return type == null ? "" : type.replaceAll(";.*", "").strip();
  }

  private static HTTPResponse wrong(String why) {
    return Answers.json(400, Json.of("error", "invalid_request", "error_description", why));
  }
}
