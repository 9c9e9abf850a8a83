package io.evergrant.usecase.access;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Grants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;

/** Gives a back end an access token, and writes down that it did before it does. */
@Singleton
public class ReleaseToken {
  private final FetchAccessToken tokens;
  private final Grants grants;
  private final AuditLog audit;

  @Inject
  public ReleaseToken(FetchAccessToken tokens, Grants grants, AuditLog audit) {
    this.tokens = tokens;
    this.grants = grants;
    this.audit = audit;
  }

  /**
   * Uses the network: no transaction here. Throws {@link
   * io.evergrant.usecase.port.StoreUnavailable} where database or Vault do not serve, the log
   * included: what cannot be written down is not given.
   */
  public Access release(ApiKey by, GrantId id, Duration minTtl) {
    var tenant = by.in(ApiScope.TOKEN);
    if (by.provider() != null && !Reach.has(grants, by, tenant, id)) {
      return new Access.NoSuchGrant();
    }
    var access = tokens.fetch(tenant, id, minTtl, by.asActor());
    if (access instanceof Access.Granted granted) {
      var details = new HashMap<String, String>();
      details.put("min_ttl_s", Long.toString(minTtl.toSeconds()));
      details.put("refreshed", Boolean.toString(granted.refreshed()));
      var end = granted.expiresAt();
      if (end != null) {
        details.put("expires_at", end.toString());
      }
      audit.append(
          AuditEvent.about(
              tenant,
              AuditEventType.TOKEN_RELEASED,
              by.asActor(),
              granted.provider(),
              id,
              details));
    }
    return access;
  }
}
