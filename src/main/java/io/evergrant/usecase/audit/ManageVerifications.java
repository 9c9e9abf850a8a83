package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.audit.VerificationId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Verifications;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whoever reads the log has it verified, and sees what came of that. */
@Singleton
public class ManageVerifications {
  private static final int SHOWN = 50;

  private final Verifications verifications;
  private final AuditLog audit;

  @Inject
  public ManageVerifications(Verifications verifications, AuditLog audit) {
    this.verifications = verifications;
    this.audit = audit;
  }

  /** The one that is under way already, or a new one. */
  @Transactional
  public VerificationId ask(Member by) {
    var tenant = by.reads();
    var newest = verifications.list(tenant, 1);
    if (!newest.isEmpty() && newest.getFirst().isUnderWay()) {
      return newest.getFirst().id();
    }
    var id = verifications.insert(tenant, by.email());
    audit.append(
        AuditEvent.of(
            tenant,
            AuditEventType.VERIFICATION_ASKED,
            by.asActor(),
            Map.of("verification", id.toString())));
    return id;
  }

  @Transactional
  public List<Verification> list(Member by) {
    return verifications.list(by.reads(), SHOWN);
  }

  @Transactional
  public Optional<Verification> find(Member by, VerificationId id) {
    return verifications.find(by.reads(), id);
  }
}
