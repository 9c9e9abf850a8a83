package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.audit.Verification.Found;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Verifications;
import io.evergrant.usecase.port.Verifications.Turn;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The database's share of verifying, one short transaction a step. */
@Singleton
public class RecordVerification {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final Verifications verifications;
  private final LinkedLog log;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  public RecordVerification(
      Verifications verifications, LinkedLog log, AuditLog audit, PortalSettings portal) {
    this.verifications = verifications;
    this.log = log;
    this.audit = audit;
    this.portal = portal;
  }

  @Transactional
  Optional<Turn> claim() {
    return verifications.claim(portal.node(), LEASE);
  }

  /** All of the log as it is now; empty where the turn is another's by now. */
  @Transactional
  Optional<LogPages> begin(Turn turn) {
    var tenant = turn.tenant();
    var beginning = Beginning.at(log, tenant, Beginning.removed(log, tenant));
    var reach = log.reach(tenant);
    var manifest = beginning.manifest(tenant, null, LoggedEvent.time(reach.now()));
    return verifications.begin(tenant, turn, beginning.after(), reach.head())
        ? Optional.of(new LogPages(log, tenant, beginning, manifest, reach.head(), reach.signed()))
        : Optional.empty();
  }

  @Transactional
  boolean reached(Turn turn, long sequence) {
    return verifications.reached(turn.tenant(), turn, sequence, LEASE);
  }

  @Transactional
  void done(Turn turn, Found found) {
    if (verifications.done(turn.tenant(), turn, found)) {
      tell(turn, facts(turn, found));
    }
  }

  private static Map<String, String> facts(Turn turn, Found found) {
    var facts = new HashMap<String, String>();
    facts.put("verification", turn.id().toString());
    facts.put("result", found.verdict().name().toLowerCase(Locale.ROOT));
    facts.put("sequence", Long.toString(found.last()));
    facts.put("checkpoints", Long.toString(found.checkpoints()));
    facts.put("signed_up_to", Long.toString(found.signedUpTo()));
    if (found.finding() != null) {
      facts.put("finding", found.finding());
    }
    return facts;
  }

  @Transactional
  void fail(Turn turn) {
    if (verifications.fail(turn.tenant(), turn)) {
      tell(turn, Map.of("verification", turn.id().toString(), "result", "failed"));
    }
  }

  private void tell(Turn turn, Map<String, String> facts) {
    audit.append(
        AuditEvent.of(
            turn.tenant(),
            AuditEventType.VERIFICATION_ENDED,
            new Actor.Portal(portal.node()),
            facts));
  }

  @Transactional
  void release(Turn turn, Duration rest) {
    verifications.release(turn.tenant(), turn, rest);
  }
}
