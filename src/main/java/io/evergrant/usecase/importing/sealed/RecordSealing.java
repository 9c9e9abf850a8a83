package io.evergrant.usecase.importing.sealed;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.SealingKeys;
import io.evergrant.usecase.port.SealingKeys.Fresh;
import io.evergrant.usecase.port.SealingKeys.Taken;
import io.evergrant.usecase.port.TenantPolicies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The database's share of a sealed import, one short transaction a step. */
@Singleton
class RecordSealing {
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final TenantPolicies policies;
  private final SealingKeys keys;
  private final AuditLog audit;

  @Inject
  RecordSealing(TenantPolicies policies, SealingKeys keys, AuditLog audit) {
    this.policies = policies;
    this.keys = keys;
    this.audit = audit;
  }

  @Transactional
  boolean isAllowed(Member by) {
    return policies.find(by.administers()).sealedImport();
  }

  /** Empty where that many are open. */
  @Transactional
  Optional<Begun> begin(Member by, String session, int most) {
    var tenant = by.administers();
    if (keys.countOpen(tenant) >= most) {
      return Optional.empty();
    }
    var key = new SealingKeyId(UUID.randomUUID());
    var ends = keys.insert(new Fresh(key, tenant, by.id(), session, LIFE));
    var facts = Map.of("sealing_key", key.toString(), "ends_at", ends.toString());
    audit.append(AuditEvent.of(tenant, AuditEventType.SEALING_KEY_ISSUED, by.asActor(), facts));
    return Optional.of(new Begun(key, ends));
  }

  /** What is refused is told in the log; what is taken, by the import. */
  @Transactional
  Taken take(Member by, String session, SealingKeyId key) {
    var taken = keys.take(by.administers(), key, by.id(), session);
    if (taken != Taken.TAKEN) {
      refuse(by, key, taken.name().toLowerCase(Locale.ROOT));
    }
    return taken;
  }

  @Transactional
  void unreadable(Member by, SealingKeyId key) {
    refuse(by, key, "unreadable");
  }

  @Transactional
  void destroyed(Member by, SealingKeyId key) {
    keys.destroyed(by.administers(), key);
  }

  private void refuse(Member by, SealingKeyId key, String reason) {
    audit.append(
        AuditEvent.of(
            by.administers(),
            AuditEventType.SEALED_IMPORT_REFUSED,
            by.asActor(),
            Map.of("sealing_key", key.toString(), "reason", reason)));
  }

  /** A key that is written down. */
  record Begun(SealingKeyId key, Instant endsAt) {}
}
