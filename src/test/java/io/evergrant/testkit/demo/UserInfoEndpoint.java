package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.UserInfoErrorResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** OpenID Connect Core 1.0, section 5.3; errors by RFC 6750. */
final class UserInfoEndpoint {
  private final Store store;
  private final Tokens tokens;
  private final InstantSource clock;

  UserInfoEndpoint(Store store, Tokens tokens, InstantSource clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  HTTPResponse answer(Call call, Mode mode) {
    if (call.http().getAuthorization() == null) {
      return new UserInfoErrorResponse(BearerTokenError.MISSING_TOKEN).toHTTPResponse();
    }
    String token;
    try {
      token = UserInfoRequest.parse(call.http()).getAccessToken().getValue();
    } catch (ParseException e) {
      return new UserInfoErrorResponse(BearerTokenError.INVALID_REQUEST).toHTTPResponse();
    }
    var access = tokens.readAccess(token);
    var family = access == null ? null : holder(access, token, mode);
    if (access == null || family == null) {
      return new UserInfoErrorResponse(BearerTokenError.INVALID_TOKEN).toHTTPResponse();
    }
    if (!Scope.parse(access.scope()).contains("openid")) {
      return new UserInfoErrorResponse(BearerTokenError.INSUFFICIENT_SCOPE).toHTTPResponse();
    }
    var claims = Claims.of(family.subject(), access.scope());
    claims.put("sub", family.subject());
    return Answers.json(200, claims);
  }

  private @Nullable Family holder(Tokens.Access access, String token, Mode mode) {
    var family = store.family(access.family());
    var good =
        clock.instant().isBefore(access.expiresAt())
            && !store.isRevokedAccess(token)
            && family != null
            && family.alive()
            && family.mode().equals(mode.name());
    return good ? family : null;
  }
}
