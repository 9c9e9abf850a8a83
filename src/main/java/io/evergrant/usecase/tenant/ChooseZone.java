package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.OwnSettings;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Members;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A member chooses the zone in which times are read, on pages and in mails. */
@Singleton
public class ChooseZone {
  private final Members members;
  private final AuditLog audit;

  @Inject
  public ChooseZone(Members members, AuditLog audit) {
    this.members = members;
    this.audit = audit;
  }

  /**
   * From the next page on; an operator, who has no tenant, has no log either.
   *
   * @param now what is chosen
   * @param seen the version that was seen
   * @param zone null for the browser's
   * @return false where the person chose otherwise meanwhile
   */
  @Transactional
  public boolean choose(Member by, OwnSettings now, long seen, @Nullable ZoneId zone) {
    if (now.version() != seen) {
      return false;
    }
    if (Objects.equals(now.zone(), zone)) {
      return true;
    }
    if (!members.chooseZone(by.id(), zone, seen)) {
      return false;
    }
    log(by, zone);
    return true;
  }

  private void log(Member by, @Nullable ZoneId zone) {
    var tenant = by.tenant();
    if (tenant != null) {
      var facts = new HashMap<String, String>();
      facts.put("member", by.email());
      if (zone != null) {
        facts.put("zone", zone.getId());
      }
      audit.append(AuditEvent.of(tenant, AuditEventType.MEMBER_ZONE_CHOSEN, by.asActor(), facts));
    }
  }
}
