package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.Token;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the client shows itself in one request.
 *
 * @param proof null for a public client, which tells its id alone (RFC 6749 section 3.2.1)
 */
record ClientLogin(ClientID id, @Nullable ClientAuthentication proof) {
  HTTPRequest token(URI endpoint, AuthorizationGrant grant) {
    var request =
        proof == null
            ? new TokenRequest.Builder(endpoint, id, grant)
            : new TokenRequest.Builder(endpoint, proof, grant);
    return request.build().toHTTPRequest();
  }

  HTTPRequest revocation(URI endpoint, Token token) {
    var request =
        proof == null
            ? new TokenRevocationRequest(endpoint, id, token)
            : new TokenRevocationRequest(endpoint, proof, token);
    return request.toHTTPRequest();
  }

  HTTPRequest introspection(URI endpoint, Token token, Map<String, List<String>> more) {
    if (proof != null) {
      return new TokenIntrospectionRequest(endpoint, proof, token, more).toHTTPRequest();
    }
    var withId = new HashMap<>(more);
    withId.put("client_id", List.of(id.getValue()));
    return new TokenIntrospectionRequest(endpoint, token, withId).toHTTPRequest();
  }

  @Override
  public String toString() {
    return "ClientLogin[" + id + ", hidden]";
  }
}
