package io.evergrant.usecase.access;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.SharedLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gives a back end an access token, and writes down that it did before it does. */
@Singleton
public class ReleaseToken {
  private final FetchAccessToken tokens;
  private final Grants grants;
  private final SharedLog audit;

  @Inject
  public ReleaseToken(FetchAccessToken tokens, Grants grants, SharedLog audit) {
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
    return reaches(by, tenant, id)
        ? told(by, id, minTtl, tokens.fetch(tenant, id, minTtl, by.asActor()))
        : new Access.NoSuchGrant();
  }

  /** As above where nothing has to be waited for; empty where it takes a refresh. */
  public Optional<Access> releaseAtOnce(ApiKey by, GrantId id, Duration minTtl) {
    var tenant = by.in(ApiScope.TOKEN);
    return reaches(by, tenant, id)
        ? tokens.atOnce(tenant, id, minTtl).map(access -> told(by, id, minTtl, access))
        : Optional.of(new Access.NoSuchGrant());
  }

  private boolean reaches(ApiKey by, TenantId tenant, GrantId id) {
    return by.provider() == null || Reach.has(grants, by, tenant, id);
  }

  private Access told(ApiKey by, GrantId id, Duration minTtl, Access access) {
    if (access instanceof Access.Granted granted) {
      audit.append(
          AuditEvent.about(
              by.tenant(),
              AuditEventType.TOKEN_RELEASED,
              by.asActor(),
              granted.provider(),
              id,
              details(granted, minTtl)));
    }
    return access;
  }

  private static Map<String, String> details(Access.Granted granted, Duration minTtl) {
    var details = new HashMap<String, String>();
    details.put("min_ttl_s", Long.toString(minTtl.toSeconds()));
    details.put("refreshed", Boolean.toString(granted.refreshed()));
    var end = granted.expiresAt();
    if (end != null) {
      details.put("expires_at", end.toString());
    }
    return details;
  }
}
