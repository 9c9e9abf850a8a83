package io.evergrant.domain.grant;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address at which an account's owner consents, once, without an account here.
 *
 * @param grant to authorise again; null for a new one
 * @param externalId the tenant's own name for the account
 * @param returnTo where the owner may go on afterwards
 * @param madeBy a member's mail address, or a key's name
 * @param usedFor the grant that the consent made, or renewed; null while it was not used
 */
public record ConsentLink(
    ConsentLinkId id,
    TenantId tenant,
    ProviderId provider,
    @Nullable GrantId grant,
    @Nullable String externalId,
    @Nullable URI returnTo,
    String madeBy,
    Instant createdAt,
    Instant endsAt,
    @Nullable Instant usedAt,
    @Nullable Instant revokedAt,
    @Nullable GrantId usedFor) {

  /** What can be done with it at that time. */
  public State state(Instant now) {
    if (usedAt != null) {
      return State.USED;
    }
    if (revokedAt != null) {
      return State.REVOKED;
    }
    return endsAt.isAfter(now) ? State.OPEN : State.ENDED;
  }

  /** Only an open one leads to a provider. */
  public enum State {
    OPEN,
    USED,
    REVOKED,
    ENDED
  }
}
