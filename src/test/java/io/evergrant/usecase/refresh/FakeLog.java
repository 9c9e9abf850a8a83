package io.evergrant.usecase.refresh;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A log that is only written to, as by whatever refreshes. */
final class FakeLog implements AuditLog {
  final List<AuditEvent> events = new ArrayList<>();

  @Override
  public void append(AuditEvent event) {
    events.add(event);
  }

  @Override
  public List<AuditEntry> search(TenantId tenant, AuditQuestion question) {
    throw new AssertionError("nobody reads here");
  }

  @Override
  public Optional<AuditEntry> find(TenantId tenant, long number) {
    throw new AssertionError("nobody reads here");
  }

  @Override
  public void stream(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> receiver) {
    throw new AssertionError("nobody reads here");
  }
}
