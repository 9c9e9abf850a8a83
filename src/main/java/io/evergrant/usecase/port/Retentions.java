package io.evergrant.usecase.port;

import io.evergrant.domain.audit.HoldId;
import io.evergrant.domain.audit.LegalHold;
import io.evergrant.domain.audit.Retention;
import io.evergrant.domain.tenant.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long each tenant's log is kept, and what keeps it longer. */
public interface Retentions {
  Retention find(TenantId tenant);

  /** False where it is no longer what was seen: nothing was written. */
  boolean save(TenantId tenant, @Nullable Integer seen, @Nullable Integer months);

  /** How many holds stand. */
  int standing(TenantId tenant);

  /** What is being removed just now is gone before; nothing is afterwards. */
  HoldId place(TenantId tenant, String reason, String by);

  Optional<LegalHold> hold(TenantId tenant, HoldId id);

  /** False where it does not stand any more. */
  boolean release(TenantId tenant, HoldId id, String by);
}
