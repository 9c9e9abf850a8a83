package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import net.minidev.json.JSONObject;

/** The kinds of answers. */
final class Answers {
  private Answers() {}

  static HTTPResponse of(int status, String type, String body) {
    var answer = new HTTPResponse(status);
    answer.setHeader("Content-Type", type);
    answer.setHeader("Cache-Control", "no-store");
    answer.setBody(body);
    return answer;
  }

  static HTTPResponse json(int status, JSONObject body) {
    return of(status, "application/json", body.toJSONString());
  }

  static HTTPResponse page(int status, String html) {
    var answer = of(status, "text/html; charset=utf-8", html);
    answer.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors"
            + " 'none'");
    answer.setHeader("X-Content-Type-Options", "nosniff");
    return answer;
  }

  static HTTPResponse seeOther(URI place) {
    var answer = new HTTPResponse(303);
    answer.setLocation(place);
    answer.setHeader("Cache-Control", "no-store");
    return answer;
  }

  static HTTPResponse notFound() {
    return json(404, Json.of("error", "not_found"));
  }

  static HTTPResponse onlyBy(String methods) {
    var answer = json(405, Json.of("error", "method_not_allowed"));
    answer.setHeader("Allow", methods);
    return answer;
  }
}
