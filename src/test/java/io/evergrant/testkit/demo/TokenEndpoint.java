package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RFC 6749, section 3.2. Whatever is decided here stands in the ledger before it is answered. */
final class TokenEndpoint {
  private final Store store;
  private final ClientCheck clients;
  private final CodeExchange codes;
  private final Refresh refresh;
  private final InstantSource clock;
  private final RateLimit rate;

  TokenEndpoint(Store store, CodeExchange codes, Refresh refresh, InstantSource clock) {
    this.store = store;
    this.clients = new ClientCheck(store);
    this.codes = codes;
    this.refresh = refresh;
    this.clock = clock;
    this.rate = new RateLimit(clock);
  }

  HTTPResponse answer(Call call, Mode mode) {
    if (!call.isPost()) {
      return Answers.onlyBy("POST");
    }
    var limited = rate.refusal(mode);
    if (limited != null) {
      return limited;
    }
    var redemption = begin(call.http(), mode);
    TokenRequest request;
    Client client;
    try {
      client = clients.authenticated(call.http());
      request = parsed(call.http());
    } catch (Refused e) {
      store.record(redemption.refused(e.error().getCode()), null, null);
      return ClientCheck.refusal(e.error());
    }
    try {
      return switch (request.getAuthorizationGrant()) {
        case AuthorizationCodeGrant grant -> codes.redeem(mode, client, grant, redemption);
        case RefreshTokenGrant grant ->
            refresh.redeem(mode, client, grant, request.getScope(), redemption);
        default -> {
          store.record(redemption.refused(OAuth2Error.UNSUPPORTED_GRANT_TYPE_CODE), null, null);
          throw new Refused(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        }
      };
    } catch (Refused e) {
      return ClientCheck.refusal(e.error());
    }
  }

  private static TokenRequest parsed(HTTPRequest request) throws Refused {
    try {
      return TokenRequest.parse(request);
    } catch (ParseException e) {
      throw Refused.unread(e);
    }
  }

  private Redemption begin(HTTPRequest request, Mode mode) {
    var form = form(request);
    var kind = first(form, "grant_type");
    var token = first(form, "authorization_code".equals(kind) ? "code" : "refresh_token");
    return new Redemption(
        clock.instant(),
        mode.name(),
        ClientCheck.claimed(request),
        kind == null ? "" : kind,
        token == null ? null : Seal.fingerprint(token),
        null);
  }

  private static Map<String, List<String>> form(HTTPRequest request) {
    try {
      return request.getBodyAsFormParameters();
    } catch (ParseException e) {
      return Map.of();
    }
  }

  private static @Nullable String first(Map<String, List<String>> form, String name) {
    var values = form.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }
}
