package io.evergrant.usecase.notice;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.PortalSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A digest in the log, an event for each of its notices: programs hear of them there, as of
 * everything else. A change to a key or a member is an event already, and is not told twice.
 */
final class NoticeEvents {
  private NoticeEvents() {}

  static List<AuditEvent> of(
      TenantId tenant, DigestId digest, List<Notice> told, PortalSettings portal) {
    return told.stream()
        .filter(notice -> !notice.kind().isChange())
        .map(notice -> event(tenant, digest, notice, portal))
        .toList();
  }

  private static AuditEvent event(
      TenantId tenant, DigestId digest, Notice notice, PortalSettings portal) {
    return new AuditEvent(
        tenant,
        type(notice),
        new Actor.Portal(portal.node()),
        null,
        notice.provider(),
        null,
        false,
        null,
        facts(digest, notice, portal));
  }

  private static AuditEventType type(Notice notice) {
    return switch (notice.news()) {
      case OPENED -> AuditEventType.NOTICE_OPENED;
      case MORE -> AuditEventType.NOTICE_GROWN;
      case OVER -> AuditEventType.NOTICE_OVER;
      case CHANGED -> throw new IllegalArgumentException("a change has its own event");
    };
  }

  private static Map<String, String> facts(DigestId digest, Notice notice, PortalSettings portal) {
    var facts = new HashMap<String, String>();
    facts.put("notice", notice.id().toString());
    facts.put("kind", notice.kind().code());
    facts.put("digest", digest.toString());
    facts.put("opened_at", notice.openedAt().toString());
    facts.put(
        "page",
        portal.baseUrl()
            + NoticePage.of(notice.news(), notice.kind(), notice.provider(), notice.cause()));
    if (notice.isOpen()) {
      facts.put("grants", Long.toString(notice.grants()));
      put(facts, "cause", notice.cause());
      put(facts, "first_ends_at", notice.endsAt());
    } else {
      put(facts, "closed_at", notice.closedAt());
    }
    return facts;
  }

  private static void put(Map<String, String> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value.toString());
    }
  }
}
