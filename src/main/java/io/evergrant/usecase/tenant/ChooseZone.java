package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.OwnSettings;
import io.evergrant.usecase.port.Members;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A member chooses the zone in which times are read, on pages and in mails. */
@Singleton
public class ChooseZone {
  private final Members members;
  private final DoorLog log;

  @Inject
  public ChooseZone(Members members, DoorLog log) {
    this.members = members;
    this.log = log;
  }

  /**
   * From the next page on.
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
    log.write(
        by,
        AuditEventType.MEMBER_ZONE_CHOSEN,
        zone == null ? Map.of() : Map.of("zone", zone.getId()));
    return true;
  }
}
