package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import io.evergrant.adapter.oauth.ClientRequests.Sent;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.outcome.TokenAnswer.NeverSent;
import io.evergrant.domain.outcome.TokenAnswer.NotSentCause;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.CodeVerifier;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.TokenEndpoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;

/** Asks token endpoints (RFC 6749 section 3.2). */
@Singleton
public class NimbusTokenEndpoint implements TokenEndpoint {
  private final ClientRequests requests;
  private final AnswerReader reader;

  @Inject
  public NimbusTokenEndpoint(ClientRequests requests, InstantSource clock) {
    this.requests = requests;
    this.reader = new AnswerReader(clock);
  }

  @Override
  public TokenAnswer refresh(Provider provider, ClientSecrets secrets, RefreshToken token) {
    var grant =
        new RefreshTokenGrant(new com.nimbusds.oauth2.sdk.token.RefreshToken(token.reveal()));
    var endpoint = provider.endpoints().refreshed();
    return ask(provider, secrets, endpoint, grant, token.reveal());
  }

  @Override
  public TokenAnswer exchange(
      Provider provider,
      ClientSecrets secrets,
      AuthorizationCode code,
      CodeVerifier verifier,
      URI redirectUri) {
    var grant =
        new AuthorizationCodeGrant(
            new com.nimbusds.oauth2.sdk.AuthorizationCode(code.reveal()),
            redirectUri,
            new com.nimbusds.oauth2.sdk.pkce.CodeVerifier(verifier.reveal()));
    var endpoint = provider.endpoints().token();
    return ask(provider, secrets, endpoint, grant, code.reveal(), verifier.reveal());
  }

  private TokenAnswer ask(
      Provider provider,
      ClientSecrets secrets,
      URI endpoint,
      AuthorizationGrant grant,
      String... shown) {
    var words = new TokenRequestWords(provider.dialect());
    var deadline = provider.policy().deadline();
    return switch (requests.send(
        provider, secrets, login -> words.of(login.token(endpoint, grant)), deadline)) {
      case Sent.Ended ended -> reader.read(ended.got(), redaction(secrets, shown));
      case Sent.Unproved unproved -> new NeverSent(NotSentCause.CLIENT_UNPROVED, Duration.ZERO);
      case Sent.TooLate late -> new NeverSent(NotSentCause.LEASE_ENDED, Duration.ZERO);
    };
  }

  private static Redaction redaction(ClientSecrets secrets, String... shown) {
    var ofClient = secrets.all().stream().map(ClientSecret::reveal);
    return Redaction.of(Stream.concat(ofClient, Stream.of(shown)).toArray(String[]::new));
  }
}
