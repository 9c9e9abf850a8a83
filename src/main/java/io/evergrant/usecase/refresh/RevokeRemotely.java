package io.evergrant.usecase.refresh;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenRevocation;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Gives a token set back to its provider, as far as that can be done. */
@Singleton
public class RevokeRemotely {
  private final KnownProviders providers;
  private final TokenRevocation revocation;

  @Inject
  public RevokeRemotely(KnownProviders providers, TokenRevocation revocation) {
    this.providers = providers;
    this.revocation = revocation;
  }

  /** Uses the network: no transaction here. */
  Revoked revoke(TenantId tenant, ProviderId provider, TokenSet tokens) {
    try {
      return providers
          .find(tenant, provider)
          .map(known -> revocation.revoke(known.provider(), known.secret(), tokens.refreshToken()))
          .orElse(Revoked.NOT_OFFERED);
    } catch (StoreUnavailable e) {
      return Revoked.NOT_REACHED;
    }
  }
}
