package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.evergrant.adapter.http.Ask;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Requests of the SDK, as our own client sends them. */
final class Asks {
  private Asks() {}

  static Ask of(HTTPRequest request) {
    Map<String, String> headers = new HashMap<>();
    request.getHeaderMap().forEach((name, values) -> headers.put(name, values.getFirst()));
    headers.put("Accept", "application/json");
    var body = Objects.requireNonNullElse(request.getBody(), "");
    return switch (request.getMethod()) {
      case GET -> Ask.get(request.getURI(), headers);
      case POST -> Ask.post(request.getURI(), headers, body);
      default -> throw new IllegalArgumentException("OAuth asks by GET and POST");
    };
  }
}
