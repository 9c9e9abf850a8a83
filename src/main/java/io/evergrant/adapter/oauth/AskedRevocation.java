package io.evergrant.adapter.oauth;

import io.evergrant.adapter.http.Got;
import io.evergrant.adapter.oauth.ClientRequests.Sent;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.TokenRevocation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Asks the revocation endpoint, where the provider has one. */
@Singleton
public class AskedRevocation implements TokenRevocation {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final ClientRequests requests;

  @Inject
  public AskedRevocation(ClientRequests requests) {
    this.requests = requests;
  }

  @Override
  public Revoked revoke(Provider provider, ClientSecrets secrets, RefreshToken token) {
    var endpoint = provider.endpoints().revocation();
    if (endpoint == null) {
      return Revoked.NOT_OFFERED;
    }
    var shown = new com.nimbusds.oauth2.sdk.token.RefreshToken(token.reveal());
    var sent =
        requests.send(provider, secrets, login -> login.revocation(endpoint, shown), DEADLINE);
    if (!(sent instanceof Sent.Ended(Got.Received received))) {
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
