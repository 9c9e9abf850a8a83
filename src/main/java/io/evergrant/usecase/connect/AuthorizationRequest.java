package io.evergrant.usecase.connect;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.Scope;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An authorization request (RFC 6749 section 4.1.1 with RFC 7636 section 4.3), before it is known
 * which way it goes.
 */
public record AuthorizationRequest(Provider provider, Map<String, String> parameters) {
  static AuthorizationRequest of(
      Provider provider, Scope scope, UUID request, BrowserSecret browser, URI redirectUri) {
    var parameters = new LinkedHashMap<String, String>(provider.authorizeParameters());
    parameters.put("response_type", "code");
    parameters.put("client_id", provider.clientId());
    parameters.put("redirect_uri", redirectUri.toString());
    if (!scope.tokens().isEmpty()) {
      parameters.put("scope", provider.dialect().scopeSeparator().join(scope));
    }
    parameters.put("state", browser.state(request).reveal());
    if (scope.tokens().contains("openid")) {
      parameters.put("nonce", browser.nonce(request));
    }
    parameters.put("code_challenge", browser.codeChallenge(request));
    parameters.put("code_challenge_method", "S256");
    return new AuthorizationRequest(provider, parameters);
  }

  /** Whether the provider takes it from the client itself. */
  boolean isPushed() {
    return provider.endpoints().pushedAuthorization() != null;
  }

  /** Where the browser goes with all of it. */
  public URI uri() {
    return at(parameters);
  }

  /** Where the browser goes with what the provider has been told (RFC 9126 section 4). */
  URI pushed(String requestUri) {
    var told = new LinkedHashMap<String, String>();
    told.put("client_id", provider.clientId());
    told.put("request_uri", requestUri);
    return at(told);
  }

  private URI at(Map<String, String> all) {
    var query =
        all.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    var endpoint = provider.endpoints().authorization().toString();
    return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + query);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Some of it is for the provider alone. */
  @Override
  public String toString() {
    return "AuthorizationRequest[" + provider.id() + "]";
  }
}
