package io.evergrant.usecase.port;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A tenant's log. The runtime role can add to it and change nothing. */
public interface AuditLog {
  void append(AuditEvent event);

  List<AuditEntry> search(TenantId tenant, AuditQuestion question);

  Optional<AuditEntry> find(TenantId tenant, long number);

  /** Hands every matching entry over, newest first, without holding them all. */
  void stream(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> receiver);
}
