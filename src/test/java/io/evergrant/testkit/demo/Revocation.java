package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.time.InstantSource;

/**
 * RFC 7009: a good refresh token takes its whole grant with it, an access token only itself, and a
 * token that is nothing to us (a spent one too) is no error.
 */
final class Revocation {
  private final Store store;
  private final Tokens tokens;
  private final InstantSource clock;
  private final ClientCheck clients;

  Revocation(Store store, Tokens tokens, InstantSource clock) {
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
      revoke(TokenRevocationRequest.parse(call.http()).getToken().getValue(), mode, client);
      var done = new HTTPResponse(200);
      done.setHeader("Cache-Control", "no-store");
      return done;
    } catch (Refused e) {
      return ClientCheck.refusal(e.error());
    } catch (ParseException e) {
      return ClientCheck.refusal(Refused.unread(e).error());
    }
  }

  private void revoke(String token, Mode mode, Client client) {
    var refresh = tokens.readRefresh(token);
    if (refresh != null) {
      synchronized (store.lock(refresh.family())) {
        var family = store.family(refresh.family());
        if (family != null
            && family.belongsTo(mode, client)
            && Verdict.of(mode, family, refresh.generation(), clock.instant()) == Verdict.GOOD) {
          store.put(family.ended("the application revoked it"));
        }
      }
    }
    var access = tokens.readAccess(token);
    if (access != null) {
      var family = store.family(access.family());
      if (family != null && family.belongsTo(mode, client)) {
        store.revokeAccess(token);
      }
    }
  }
}
