package io.evergrant.testkit.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Signed id tokens, one for each code exchange that asked for {@code openid}. */
final class IdTokens {
  private static final int LIFE_SECONDS = 300;

  private final Keys keys;
  private final JWSSigner signer;

  IdTokens(Keys keys) {
    this.keys = keys;
    try {
      this.signer = new RSASSASigner(keys.signing());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  JWT signed(Issuer issuer, Code code, AccessToken access, Instant now) {
    var claims =
        new IDTokenClaimsSet(
            issuer,
            new Subject(code.subject()),
            List.of(new Audience(code.client())),
            Date.from(now.plusSeconds(LIFE_SECONDS)),
            Date.from(now));
    claims.setAuthenticationTime(Date.from(code.issuedAt()));
    if (code.nonce() != null) {
      claims.setNonce(new Nonce(code.nonce()));
    }
    claims.setAccessTokenHash(AccessTokenHash.compute(access, JWSAlgorithm.RS256, null));
    Claims.of(code.subject(), code.scope()).forEach(claims::setClaim);
    try {
      var header =
          new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keys.signing().getKeyID()).build();
      var token = new SignedJWT(header, claims.toJWTClaimsSet());
      token.sign(signer);
      return token;
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
