package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.minidev.json.JSONObject;

/** A well-behaved client of one issuer, written with the SDK alone, to judge the provider by. */
public final class Application {
  static final URI REDIRECT = URI.create("http://localhost:8080/oauth/callback");
  static final String SCOPE = "openid profile email offline_access";

  final URI issuer;
  final CodeVerifier verifier = new CodeVerifier();
  ClientAuthentication authentication =
      new ClientSecretBasic(
          new ClientID(DemoProvider.CLIENT_ID), new Secret(DemoProvider.CLIENT_SECRET));

  public Application(URI issuer) {
    this.issuer = issuer;
  }

  AuthorizationRequest.Builder asking(String scope) {
    return new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(DemoProvider.CLIENT_ID))
        .endpointURI(at("authorize"))
        .redirectionURI(REDIRECT)
        .scope(Scope.parse(scope))
        .state(new State("the-state"))
        .customParameter("nonce", "the-nonce")
        .codeChallenge(verifier, CodeChallengeMethod.S256);
  }

  HTTPResponse exchange(Map<String, String> callback) {
    var code = Objects.requireNonNull(callback.get("code"), callback::toString);
    return token(new AuthorizationCodeGrant(new AuthorizationCode(code), REDIRECT, verifier));
  }

  HTTPResponse refresh(String token) {
    return token(new RefreshTokenGrant(new RefreshToken(token)));
  }

  HTTPResponse token(AuthorizationGrant grant) {
    return send(
        new TokenRequest.Builder(at("token"), authentication, grant).build().toHTTPRequest());
  }

  HTTPResponse introspect(String token) {
    return send(
        new TokenIntrospectionRequest(
                at("introspect"),
                authentication,
                new RefreshToken(token),
                Map.of("token_type_hint", List.of("refresh_token")))
            .toHTTPRequest());
  }

  HTTPResponse revoke(String token) {
    return send(
        new TokenRevocationRequest(at("revoke"), authentication, new RefreshToken(token))
            .toHTTPRequest());
  }

  HTTPResponse userInfo(String accessToken) {
    return send(
        new UserInfoRequest(at("userinfo"), new BearerAccessToken(accessToken)).toHTTPRequest());
  }

  /** A whole consent; the answer of the token endpoint. */
  public JSONObject connect(String account) {
    var callback =
        new Browser(issuer.resolve("/")).authorize(asking(SCOPE).build().toURI(), account, "allow");
    return json(exchange(callback));
  }

  static JSONObject json(HTTPResponse answer) {
    try {
      return answer.getBodyAsJSONObject();
    } catch (ParseException e) {
      throw new AssertionError(answer.getStatusCode() + " " + answer.getBody(), e);
    }
  }

  static String error(HTTPResponse answer) {
    return answer.getStatusCode() + " " + json(answer).getAsString("error");
  }

  URI at(String endpoint) {
    return URI.create(issuer + "/" + endpoint);
  }

  static HTTPResponse send(HTTPRequest request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
