package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * RFC 7662, for the client's own tokens. A {@code token_type_hint} that is wrong is overcome by
 * looking for the other kind too, as section 2.1 asks.
 */
final class Introspection {
  private final URI base;
  private final Store store;
  private final Tokens tokens;
  private final InstantSource clock;
  private final ClientCheck clients;

  Introspection(URI base, Store store, Tokens tokens, InstantSource clock) {
    this.base = base;
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
    this.clients = new ClientCheck(store);
  }

  HTTPResponse answer(Call call, Mode mode) {
    if (!call.isPost()) {
      return Answers.onlyBy("POST");
    }
    try {
      var client = clients.authenticated(call.http());
      var token = TokenIntrospectionRequest.parse(call.http()).getToken().getValue();
      return Answers.json(200, said(token, mode, client).toJSONObject());
    } catch (Refused e) {
      return ClientCheck.refusal(e.error());
    } catch (ParseException e) {
      return ClientCheck.refusal(Refused.unread(e).error());
    }
  }

  private TokenIntrospectionSuccessResponse said(String token, Mode mode, Client client) {
    var now = clock.instant();
    var refresh = tokens.readRefresh(token);
    if (refresh != null) {
      var family = store.family(refresh.family());
      if (family != null
          && family.belongsTo(mode, client)
          && Verdict.of(mode, family, refresh.generation(), now) == Verdict.GOOD) {
        return active(mode, family, family.scope(), family.usedAt(), family.endsAt(mode)).build();
      }
    }
    var access = tokens.readAccess(token);
    if (access != null && now.isBefore(access.expiresAt()) && !store.isRevokedAccess(token)) {
      var family = store.family(access.family());
      if (family != null && family.alive() && family.belongsTo(mode, client)) {
        return active(mode, family, access.scope(), access.issuedAt(), access.expiresAt())
            .tokenType(AccessTokenType.BEARER)
            .build();
      }
    }
    return new TokenIntrospectionSuccessResponse.Builder(false).build();
  }

  private TokenIntrospectionSuccessResponse.Builder active(
      Mode mode, Family family, String scope, Instant issuedAt, @Nullable Instant expiresAt) {
    return new TokenIntrospectionSuccessResponse.Builder(true)
        .issuer(Discovery.issuer(base, mode))
        .clientID(new ClientID(family.client()))
        .subject(new Subject(family.subject()))
        .username(family.subject())
        .scope(Scope.parse(scope))
        .issueTime(Date.from(issuedAt))
        .expirationTime(expiresAt == null ? null : Date.from(expiresAt));
  }
}
