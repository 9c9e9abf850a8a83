package io.evergrant.usecase.audit;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.HoldId;
import io.evergrant.domain.audit.LegalHold;
import io.evergrant.domain.audit.Retention;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Retentions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An admin says how long the log is kept, and places and releases legal holds. */
@Singleton
public class DecideRetention {
  /** Of a reason. */
  public static final int LONGEST = 500;

  /** Holds that stand. */
  static final int MOST = 20;

  private final Retentions retentions;
  private final AuditLog audit;

  @Inject
  public DecideRetention(Retentions retentions, AuditLog audit) {
    this.retentions = retentions;
    this.audit = audit;
  }

  @Transactional
  public Retention find(Member by) {
    return retentions.find(by.reads());
  }

  @Transactional
  public Retention find(ApiKey by) {
    return retentions.find(ManageExports.wholeLog(by));
  }

  /** For whoever is about to change it. */
  @Transactional
  public Retention find(Steward by) {
    return retentions.find(by.wholeTenant());
  }

  /**
   * False where somebody decided otherwise since: nothing was changed.
   *
   * @param seen what is to be changed
   * @param months null for all
   */
  @Transactional
  public boolean save(Steward by, @Nullable Integer seen, @Nullable Integer months) {
    var tenant = by.wholeTenant();
    if (months != null && (months < 1 || months > Retention.MOST_MONTHS)) {
      throw new IllegalArgumentException("a log is kept for 1 to 240 months");
    }
    if (!retentions.save(tenant, seen, months)) {
      return false;
    }
    if (!Objects.equals(seen, months)) {
      audit.append(
          AuditEvent.of(
              tenant,
              AuditEventType.RETENTION_CHANGED,
              by.actor(),
              Map.of("months", months == null ? "all" : months.toString())));
    }
    return true;
  }

  /**
   * Places a hold.
   *
   * @param name of whoever does it: an address, or a key's name
   */
  @Transactional
  public Placed place(Steward by, String name, String reason) {
    var tenant = by.wholeTenant();
    var why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST || why.chars().anyMatch(Character::isISOControl)) {
      return new Placed.NoReason(LONGEST);
    }
    if (retentions.standing(tenant) >= MOST) {
      return new Placed.TooMany(MOST);
    }
    var id = retentions.place(tenant, why, name);
    audit.append(
        AuditEvent.of(
            tenant,
            AuditEventType.LEGAL_HOLD_PLACED,
            by.actor(),
            Map.of("hold", id.toString(), "reason", why)));
    return new Placed.Done(retentions.hold(tenant, id).orElseThrow());
  }

  /** The hold as it is afterwards; empty where there is none. One that was released stays so. */
  @Transactional
  public Optional<LegalHold> release(Steward by, String name, HoldId id) {
    var tenant = by.wholeTenant();
    if (retentions.release(tenant, id, name)) {
      audit.append(
          AuditEvent.of(
              tenant,
              AuditEventType.LEGAL_HOLD_RELEASED,
              by.actor(),
              Map.of("hold", id.toString())));
    }
    return retentions.hold(tenant, id);
  }

  /** What became of the wish for a hold. */
  public sealed interface Placed {
    record Done(LegalHold hold) implements Placed {}

    record NoReason(int longest) implements Placed {}

    /** As many as may be stand. */
    record TooMany(int most) implements Placed {}
  }
}
