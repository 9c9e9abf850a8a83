package io.evergrant.usecase.refresh;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Escrow;
import io.evergrant.usecase.port.Escrow.Kept;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import io.evergrant.usecase.port.TokenVault.Entry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The database's share of draining an escrow. */
@Singleton
public class RecordDrain {
  private final Escrow escrow;
  private final Grants grants;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public RecordDrain(Escrow escrow, Grants grants, AuditLog audit, PortalSettings portal) {
    this.escrow = escrow;
    this.grants = grants;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  boolean isRevoked(Kept kept) {
    return grants
        .find(kept.location().tenant(), kept.location().grant())
        .filter(grant -> grant.status() == GrantStatus.REVOKED)
        .isPresent();
  }

  @Transactional
  List<Kept> undrained(int limit) {
    return escrow.undrained(limit);
  }

  /** The set lies in Vault: the grant's row points to it, and the grant is due again. */
  @Transactional
  boolean drained(Kept kept, Entry entry, int kvVersion, int keyVersion) {
    var rotated = !entry.fingerprint().equals(entry.parent());
    var stored =
        new Stored(
            kvVersion,
            keyVersion,
            entry.fingerprint(),
            rotated,
            entry.tokens().scope().toString(),
            entry.tokens().expiresAt(),
            entry.tokens().refreshExpiresAt());
    if (!escrow.drained(kept, stored)) {
      return false;
    }
    log(
        kept,
        Map.of(
            "result",
            "stored",
            "rotated",
            Boolean.toString(rotated),
            "fingerprint_new",
            entry.fingerprint().value(),
            "kv_version",
            Integer.toString(kvVersion),
            "key_version",
            Integer.toString(keyVersion)));
    return true;
  }

  @Transactional
  void putOff(Kept kept, Duration by) {
    escrow.putOff(kept, by);
  }

  /** What is stored is newer: the escrowed set is kept, out of the way. */
  @Transactional
  boolean superseded(Kept kept, String why) {
    if (!escrow.superseded(kept)) {
      return false;
    }
    log(kept, Map.of("result", "superseded", "reason", why));
    return true;
  }

  private void log(Kept kept, Map<String, String> details) {
    var all = new HashMap<>(details);
    all.put("escrowed_attempt", kept.attempt().toString());
    audit.append(
        AuditEvent.about(
            kept.location().tenant(),
            AuditEventType.ESCROW_DRAINED,
            new Actor.Portal(portal.node()),
            kept.provider(),
            kept.location().grant(),
            all));
  }
}
