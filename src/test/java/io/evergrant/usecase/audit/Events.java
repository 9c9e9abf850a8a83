package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.LinkedLog.Linked;
import io.evergrant.verifier.Lines;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events with their links, as the database has them. */
final class Events {
  static final String HASH = "5e".repeat(32);
  static final TenantId TENANT = new TenantId(new UUID(1, 2));
  static final Lines.Manifest MANIFEST =
      new Lines.Manifest(TENANT.toString(), 0, null, "0".repeat(64), "2026-11-24T09:00:00.000000Z");

  private Events() {}

  static Linked linked(long sequence, LoggedEvent event) {
    return new Linked(sequence, HASH, event);
  }

  static Linked gone(long sequence) {
    return new Linked(sequence, HASH, null);
  }

  static LoggedEvent event(String type, String actor, Map<String, String> details) {
    return event(type, "person", actor, null, details);
  }

  static LoggedEvent event(
      String type,
      String kind,
      @Nullable String actor,
      @Nullable String outcome,
      Map<String, String> details) {
    return new LoggedEvent(
        TENANT,
        41,
        Instant.parse("2026-11-24T09:00:00Z"),
        type,
        kind,
        kind.equals("person") ? new UUID(3, 4) : null,
        actor,
        outcome == null ? null : new UUID(5, 6),
        outcome == null ? null : new UUID(7, 8),
        outcome == null ? null : new UUID(9, 10),
        outcome != null,
        outcome,
        details);
  }
}
