package io.evergrant.usecase.port;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant's log in the order of its numbers, up to where none is missing any more. */
public interface AuditFeed {
  /**
   * Events with larger numbers, oldest first.
   *
   * @param provider null for all
   */
  List<AuditEntry> after(TenantId tenant, @Nullable ProviderId provider, long number, int limit);

  /** The largest number of those that were removed because of their age; zero where none was. */
  long removedUpTo(TenantId tenant);
}
