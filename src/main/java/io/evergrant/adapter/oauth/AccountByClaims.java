package io.evergrant.adapter.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.IdToken;
import io.evergrant.domain.secret.IssuedTokens;
import io.evergrant.usecase.port.AccountLookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the account by the id token, else userinfo, else introspection. The id token came straight
 * from the token endpoint, so TLS vouches for its issuer (OpenID Connect Core section 3.1.3.7, item
 * 6); issuer, audience, end and nonce are checked here, the end by the clock of whoever set it.
 */
@Singleton
public class AccountByClaims implements AccountLookup {
  private static final long SKEW_SECONDS = 120;

  private final Told told;

  @Inject
  public AccountByClaims(GuardedClient http, ClientRequests requests) {
    this.told = new Told(http, requests);
  }

  @Override
  public Looked lookUp(
      Provider provider, ClientSecrets secrets, IssuedTokens tokens, String nonce) {
    var idToken = tokens.idToken();
    if (idToken != null) {
      return byIdToken(provider, tokens, idToken, nonce);
    }
    var access = tokens.accessToken();
    if (access == null) {
      return new Looked.NotTold();
    }
    var userinfo = provider.endpoints().userinfo();
    var looked = userinfo == null ? new Looked.NotTold() : account(told.userinfo(userinfo, access));
    var introspection = provider.endpoints().introspection();
    return looked instanceof Looked.NotTold && introspection != null
        ? introspected(told.introspection(introspection, provider, secrets, access))
        : looked;
  }

  /** A provider that is silent today would tell tomorrow: no grant without its subject for that. */
  private static Looked account(Told.Answer answer) {
    return switch (answer) {
      case Told.Answer.Claims claims -> account(claims.claims());
      case Told.Answer.Refused refused -> new Looked.NotTold();
      case Told.Answer.Unclear unclear -> new Looked.NotTold();
      case Told.Answer.Silent silent ->
          new Looked.Refused("the provider did not say whose account it is: " + silent.why());
    };
  }

  /** RFC 7662 section 2.2: of a token that is not active nothing else is told. */
  private static Looked introspected(Told.Answer answer) {
    return answer instanceof Told.Answer.Claims claims
            && !Boolean.TRUE.equals(claims.claims().get("active"))
        ? new Looked.NotTold()
        : account(answer);
  }

  private Looked byIdToken(Provider provider, IssuedTokens tokens, IdToken idToken, String nonce) {
    JWTClaimsSet claims;
    try {
      var parsed = JWTParser.parse(idToken.reveal());
      if (parsed instanceof PlainJWT) {
        return new Looked.Refused("the id token is not signed");
      }
      claims = parsed.getJWTClaimsSet();
    } catch (ParseException e) {
      return new Looked.Refused("the id token cannot be read");
    }
    var wrong =
        claims == null
            ? "the id token is encrypted"
            : wrong(provider, claims, nonce, idToken.sentAt());
    if (claims == null || wrong != null) {
      return new Looked.Refused(wrong == null ? "the id token cannot be read" : wrong);
    }
    var label = label(claims.getClaims());
    return new Looked.Account(
        claims.getSubject(),
        label == null ? labelByUserinfo(provider, tokens, claims.getSubject()) : label);
  }

  private static @Nullable String wrong(
      Provider provider, JWTClaimsSet claims, String nonce, Instant sentAt) {
    // without a known issuer the token endpoint alone vouches for it
    if (provider.issuer() != null && !provider.issuer().toString().equals(claims.getIssuer())) {
      return "the id token is of another issuer";
    }
    if (!claims.getAudience().contains(provider.clientId())) {
      return "the id token is for another client";
    }
    var party = claims.getClaim("azp");
    if (party != null && !party.equals(provider.clientId())) {
      return "the id token was issued to another client";
    }
    if (!nonce.equals(claims.getClaim("nonce"))) {
      return "the id token carries another nonce";
    }
    var end = claims.getExpirationTime();
    if (end == null || end.toInstant().plusSeconds(SKEW_SECONDS).isBefore(sentAt)) {
      return "the id token has ended";
    }
    return claims.getSubject() == null || claims.getSubject().isBlank()
        ? "the id token names no subject"
        : null;
  }

  /** OpenID Connect Core section 5.3.2: userinfo counts only for the same subject. */
  private String labelByUserinfo(Provider provider, IssuedTokens tokens, String subject) {
    var endpoint = provider.endpoints().userinfo();
    AccessToken access = tokens.accessToken();
    if (endpoint != null
        && access != null
        && told.userinfo(endpoint, access) instanceof Told.Answer.Claims claims
        && subject.equals(claims.claims().get("sub"))) {
      var label = label(claims.claims());
      return label == null ? subject : label;
    }
    return subject;
  }

  private static Looked account(Map<String, Object> claims) {
    for (var name : new String[] {"sub", "id", "user_id", "username"}) {
      var value = claims.get(name);
      if (value instanceof String || value instanceof Number) {
        var subject = value.toString();
        var label = label(claims);
        return new Looked.Account(subject, label == null ? subject : label);
      }
    }
    return new Looked.NotTold();
  }

  private static @Nullable String label(Map<String, Object> claims) {
    for (var name : new String[] {"email", "preferred_username", "username", "login", "name"}) {
      if (claims.get(name) instanceof String text && !text.isBlank()) {
        return text.length() <= 200 ? text : text.substring(0, 200);
      }
    }
    return null;
  }
}
