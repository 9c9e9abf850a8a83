package io.evergrant.testkit.demo;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** RFC 6749, section 4.1.3, with PKCE (RFC 7636, section 4.6). */
final class CodeExchange {
  private final URI base;
  private final Store store;
  private final Tokens tokens;
  private final IdTokens idTokens;

  CodeExchange(URI base, Store store, Tokens tokens, IdTokens idTokens) {
    this.base = base;
    this.store = store;
    this.tokens = tokens;
    this.idTokens = idTokens;
  }

  HTTPResponse redeem(Mode mode, Client client, AuthorizationCodeGrant grant, Redemption redemption)
      throws Refused {
    // codes are few: one lock for all of them
    synchronized (this) {
      var found = store.code(Seal.fingerprint(grant.getAuthorizationCode().getValue()));
      Code code;
      try {
        code = checked(found, mode, client, grant, redemption);
      } catch (Refused e) {
        store.record(redemption.refused(e.error().getCode()), null, null);
        throw e;
      }
      return accept(mode, client, code, redemption);
    }
  }

  private Code checked(
      @Nullable Code code,
      Mode mode,
      Client client,
      AuthorizationCodeGrant grant,
      Redemption redemption)
      throws Refused {
    if (code == null || !code.mode().equals(mode.name()) || !code.client().equals(client.id())) {
      throw new Refused(OAuth2Error.INVALID_GRANT, "The code is unknown");
    }
    if (code.isSpent()) {
      // RFC 6749, section 4.1.2: a code used twice should cost the tokens it was redeemed for
      store.end(code.family(), "its authorization code was presented twice");
      throw new Refused(
          OAuth2Error.INVALID_GRANT, "The code was used before; what it gave is revoked");
    }
    if (code.isExpired(redemption.at())) {
      throw new Refused(OAuth2Error.INVALID_GRANT, "The code has expired");
    }
    if (!URI.create(code.redirectUri()).equals(grant.getRedirectionURI())) {
      throw new Refused(
          OAuth2Error.INVALID_GRANT, "The redirect_uri is not the one of the request");
    }
    var verifier = grant.getCodeVerifier();
    if (verifier == null
        || !CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
            .getValue()
            .equals(code.challenge())) {
      throw new Refused(
          OAuth2Error.INVALID_GRANT, "The code_verifier does not fit the code_challenge");
    }
    return code;
  }

  private HTTPResponse accept(Mode mode, Client client, Code code, Redemption redemption) {
    var now = redemption.at();
    var family =
        Family.born(
            store.nextFamily(),
            mode.name(),
            client.id(),
            code.subject(),
            code.scope(),
            code.offline(),
            now);
    var life = now.plusSeconds(mode.accessLife());
    var access =
        TokenAnswer.access(
            tokens.access(new Tokens.Access(family.id(), now, life, code.scope())),
            mode,
            code.scope());
    var refresh = code.offline() ? tokens.refresh(family) : null;
    JWT idToken =
        Scope.parse(code.scope()).contains("openid")
            ? idTokens.signed(Discovery.issuer(base, mode), code, access, now)
            : null;
    store.record(
        redemption.of(family).accepted(refresh == null ? null : Seal.fingerprint(refresh)),
        family,
        code.spentFor(family));
    return TokenAnswer.of(mode, family, access, refresh, idToken, now);
  }
}
