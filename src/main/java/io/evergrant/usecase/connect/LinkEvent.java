package io.evergrant.usecase.connect;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.tenant.Actor;
import java.util.HashMap;
import java.util.Map;

/** What the log tells of a consent link; never its secret. */
final class LinkEvent {
  private LinkEvent() {}

  /**
   * Of one link.
   *
   * @param owner what is told of the owner besides
   */
  static AuditEvent of(ConsentLink link, AuditEventType type, Actor by, Map<String, String> owner) {
    var details = new HashMap<>(owner);
    details.put("consent_link", link.id().toString());
    details.put("ends_at", link.endsAt().toString());
    if (link.externalId() != null) {
      details.put("external_id", link.externalId());
    }
    if (link.returnTo() != null) {
      details.put("return_to", link.returnTo().toString());
    }
    return new AuditEvent(
        link.tenant(), type, by, link.grant(), link.provider(), null, false, null, details);
  }
}
