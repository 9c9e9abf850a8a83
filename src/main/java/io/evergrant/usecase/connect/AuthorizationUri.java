package io.evergrant.usecase.connect;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.Scope;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The authorization request (RFC 6749 section 4.1.1 with RFC 7636 section 4.3). */
final class AuthorizationUri {
  private AuthorizationUri() {}

  static URI of(
      Provider provider, Scope scope, UUID request, BrowserSecret browser, URI redirectUri) {
    var parameters = new LinkedHashMap<String, String>(provider.authorizeParameters());
    parameters.put("response_type", "code");
    parameters.put("client_id", provider.clientId());
    parameters.put("redirect_uri", redirectUri.toString());
    if (!scope.tokens().isEmpty()) {
      parameters.put("scope", scope.toString());
    }
    parameters.put("state", browser.state(request).reveal());
    if (scope.tokens().contains("openid")) {
      parameters.put("nonce", browser.nonce(request));
    }
    parameters.put("code_challenge", browser.codeChallenge(request));
    parameters.put("code_challenge_method", "S256");
    var query =
        parameters.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    var endpoint = provider.endpoints().authorization().toString();
    return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + query);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
