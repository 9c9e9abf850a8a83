package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Tenancy;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Tenancies;
import io.evergrant.usecase.port.Tenancies.Ending;
import io.evergrant.usecase.port.TenantShredding.Sample;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The database's share of an organisation's end, one short transaction a step. */
@Singleton
public class RecordEnd {
  private final Tenancies tenants;
  private final AuditLog audit;

  @Inject
  public RecordEnd(Tenancies tenants, AuditLog audit) {
    this.tenants = tenants;
    this.audit = audit;
  }

  @Transactional
  Optional<Tenancy> find(TenantId id) {
    return tenants.find(id);
  }

  @Transactional
  long inFlight(TenantId id) {
    return tenants.size(id).inFlight();
  }

  @Transactional
  Ending ending(TenantId id) {
    return tenants
        .ending(id)
        .orElseThrow(() -> new IllegalStateException("an end that began without its facts"));
  }

  /** Named in the log before anything is destroyed: whatever happens then, it is known by whom. */
  @Transactional
  boolean begin(TenantId id, Actor.Person by, Sample sample) {
    var versions =
        sample.keyVersions().stream().map(String::valueOf).collect(Collectors.joining(" "));
    var ending = new Ending(sample.keyName(), versions, sample.ciphertext(), 0);
    if (!tenants.beginEnd(id, ending)) {
      return false;
    }
    audit.append(AuditEvent.of(id, AuditEventType.TENANT_END_BEGUN, by, shred(ending)));
    return true;
  }

  @Transactional
  void destroyed(TenantId id, long entries) {
    tenants.destroyed(id, entries);
  }

  /** False where another operator was faster. */
  @Transactional
  boolean end(TenantId id, Actor.Person by) {
    var ending = ending(id);
    var closed = tenants.end(id);
    if (closed.isEmpty()) {
      return false;
    }
    var facts = new HashMap<>(shred(ending));
    facts.put("decrypted", "false");
    facts.put("entries", Long.toString(ending.entries()));
    facts.put("grants", Long.toString(closed.get().grants()));
    facts.put("escrows", Long.toString(closed.get().escrows()));
    facts.put("api_keys", Long.toString(closed.get().apiKeys()));
    facts.put("members", Long.toString(closed.get().members()));
    audit.append(AuditEvent.of(id, AuditEventType.TENANT_ENDED, by, facts));
    return true;
  }

  private static Map<String, String> shred(Ending ending) {
    return Map.of(
        "key",
        ending.keyName(),
        "key_versions",
        ending.keyVersions(),
        "ciphertext",
        ending.ciphertext());
  }
}
