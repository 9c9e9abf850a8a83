package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import io.evergrant.adapter.http.Got;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.TokenRevocation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Asks the revocation endpoint, where the provider has one. */
@Singleton
public class AskedRevocation implements TokenRevocation {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final GuardedClient http;

  @Inject
  public AskedRevocation(GuardedClient http) {
    this.http = http;
  }

  @Override
  public Revoked revoke(Provider provider, ClientSecret secret, RefreshToken token) {
    var endpoint = provider.endpoints().revocation();
    if (endpoint == null) {
      return Revoked.NOT_OFFERED;
    }
    var request =
        new TokenRevocationRequest(
                endpoint,
                ClientLogin.of(provider, secret),
                new com.nimbusds.oauth2.sdk.token.RefreshToken(token.reveal()))
            .toHTTPRequest();
    if (!(http.send(Asks.of(request), DEADLINE) instanceof Got.Received received)) {
      return Revoked.NOT_REACHED;
    }
    var status = received.status();
    if (status >= 200 && status < 300) {
      return Revoked.DONE;
    }
    // RFC 7009 section 2.2.1: 503 is «still there, try again»
    return status == 429 || status >= 500 ? Revoked.NOT_REACHED : Revoked.REFUSED;
  }
}
