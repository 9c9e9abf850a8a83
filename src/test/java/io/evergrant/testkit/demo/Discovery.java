package io.evergrant.testkit.demo;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.util.List;

/** The metadata of one issuer (OpenID Connect Discovery 1.0 and RFC 8414), and the public keys. */
final class Discovery {
  private static final List<ClientAuthenticationMethod> CLIENTS =
      List.of(
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST);

  private final URI base;
  private final Keys keys;

  Discovery(URI base, Keys keys) {
    this.base = base;
    this.keys = keys;
  }

  static Issuer issuer(URI base, Mode mode) {
    return new Issuer(base + "/" + mode.name());
  }

  HTTPResponse metadata(Mode mode) {
    var issuer = issuer(base, mode);
    var metadata =
        new OIDCProviderMetadata(issuer, List.of(SubjectType.PUBLIC), at(issuer, "jwks"));
    metadata.setAuthorizationEndpointURI(at(issuer, "authorize"));
    metadata.setTokenEndpointURI(at(issuer, "token"));
    metadata.setUserInfoEndpointURI(at(issuer, "userinfo"));
    metadata.setRevocationEndpointURI(at(issuer, "revoke"));
    metadata.setTokenEndpointAuthMethods(CLIENTS);
    metadata.setRevocationEndpointAuthMethods(CLIENTS);
    if (mode.introspection()) {
      metadata.setIntrospectionEndpointURI(at(issuer, "introspect"));
      metadata.setIntrospectionEndpointAuthMethods(CLIENTS);
    }
    metadata.setScopes(new Scope(Scopes.names().toArray(String[]::new)));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY));
    metadata.setGrantTypes(List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setSupportsAuthorizationResponseIssuerParam(mode.iss() != Mode.Iss.NONE);
    metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
    metadata.setClaims(
        List.of("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "name", "email"));
    return Answers.json(200, metadata.toJSONObject());
  }

  HTTPResponse jwks() {
    return Answers.of(200, "application/jwk-set+json", new JWKSet(keys.signing()).toString(true));
  }

  private static URI at(Issuer issuer, String endpoint) {
    return URI.create(issuer.getValue() + "/" + endpoint);
  }
}
