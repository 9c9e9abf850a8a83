package io.evergrant.usecase.audit;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.audit.VerificationId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
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
    return ask(by.reads(), by.asActor(), by.email()).verification();
  }

  /**
   * The one that is under way already, or a new one.
   *
   * @throws io.evergrant.domain.apikey.OneProviderOnly for a key that may not see the whole log
   */
  @Transactional
  public Begun ask(ApiKey by) {
    return ask(ManageExports.wholeLog(by), by.asActor(), by.name());
  }

  private Begun ask(TenantId tenant, Actor by, String name) {
    var newest = verifications.list(tenant, 1);
    if (!newest.isEmpty() && newest.getFirst().isUnderWay()) {
      return new Begun(newest.getFirst().id(), false);
    }
    var id = verifications.insert(tenant, name);
    audit.append(
        AuditEvent.of(
            tenant, AuditEventType.VERIFICATION_ASKED, by, Map.of("verification", id.toString())));
    return new Begun(id, true);
  }

  @Transactional
  public List<Verification> list(Member by) {
    return verifications.list(by.reads(), SHOWN);
  }

  @Transactional
  public List<Verification> list(ApiKey by, int limit) {
    return verifications.list(ManageExports.wholeLog(by), limit);
  }

  @Transactional
  public Optional<Verification> find(Member by, VerificationId id) {
    return verifications.find(by.reads(), id);
  }

  @Transactional
  public Optional<Verification> find(ApiKey by, VerificationId id) {
    return verifications.find(ManageExports.wholeLog(by), id);
  }

  /**
   * A verification that is under way.
   *
   * @param fresh whether it was asked for just now
   */
  public record Begun(VerificationId verification, boolean fresh) {}
}
