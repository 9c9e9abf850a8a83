package io.evergrant.domain.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organisation as an operator sees it.
 *
 * @param since when its status last changed; null where it never did
 */
public record Tenancy(
    Tenant tenant, TenantStatus status, @Nullable Instant since, Instant createdAt) {
  public boolean isEnded() {
    return status == TenantStatus.ENDED;
  }

  public boolean isSuspendable() {
    return status == TenantStatus.ACTIVE;
  }

  public boolean isResumable() {
    return status == TenantStatus.SUSPENDED;
  }

  /** Suspended first: so nobody ends one by a wrong turn, and what is in flight has come down. */
  public boolean isEndable() {
    return status == TenantStatus.SUSPENDED || status == TenantStatus.ENDING;
  }
}
