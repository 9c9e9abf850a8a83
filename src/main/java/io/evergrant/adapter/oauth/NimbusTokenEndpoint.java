package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.CodeVerifier;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.TokenEndpoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;

/** Asks token endpoints (RFC 6749 section 3.2), one request a call. */
@Singleton
public class NimbusTokenEndpoint implements TokenEndpoint {
  private final GuardedClient http;
  private final AnswerReader reader;

  @Inject
  public NimbusTokenEndpoint(GuardedClient http, InstantSource clock) {
    this.http = http;
    this.reader = new AnswerReader(clock);
  }

  @Override
  public TokenAnswer refresh(Provider provider, ClientSecret secret, RefreshToken token) {
    var grant =
        new RefreshTokenGrant(new com.nimbusds.oauth2.sdk.token.RefreshToken(token.reveal()));
    return ask(provider, secret, grant, Redaction.of(secret.reveal(), token.reveal()));
  }

  @Override
  public TokenAnswer exchange(
      Provider provider,
      ClientSecret secret,
      AuthorizationCode code,
      CodeVerifier verifier,
      URI redirectUri) {
    var grant =
        new AuthorizationCodeGrant(
            new com.nimbusds.oauth2.sdk.AuthorizationCode(code.reveal()),
            redirectUri,
            new com.nimbusds.oauth2.sdk.pkce.CodeVerifier(verifier.reveal()));
    return ask(
        provider, secret, grant, Redaction.of(secret.reveal(), code.reveal(), verifier.reveal()));
  }

  private TokenAnswer ask(
      Provider provider, ClientSecret secret, AuthorizationGrant grant, Redaction redaction) {
    var request =
        new TokenRequest.Builder(
                provider.endpoints().token(), ClientLogin.of(provider, secret), grant)
            .build()
            .toHTTPRequest();
    var got = http.send(Asks.of(request), provider.policy().deadline());
    return reader.read(got, redaction);
  }
}
