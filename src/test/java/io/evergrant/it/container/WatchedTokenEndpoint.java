package io.evergrant.it.container;

import io.evergrant.adapter.oauth.ClientRequests;
import io.evergrant.adapter.oauth.NimbusTokenEndpoint;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The real one, which also looks for open transactions. */
@Alternative
@Priority(1)
@Singleton
public class WatchedTokenEndpoint extends NimbusTokenEndpoint {
  private final NetworkWatch watch;

  @Inject
  public WatchedTokenEndpoint(ClientRequests requests, InstantSource clock, NetworkWatch watch) {
    super(requests, clock);
    this.watch = watch;
  }

  @Override
  public TokenAnswer refresh(Provider provider, ClientSecrets secret, RefreshToken token) {
    watch.note("refresh", provider.tenant().toString());
    return super.refresh(provider, secret, token);
  }
}
