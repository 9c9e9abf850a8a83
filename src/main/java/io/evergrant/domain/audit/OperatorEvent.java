package io.evergrant.domain.audit;

import io.evergrant.domain.tenant.MemberId;
import java.util.Map;

/**
 * What an operator does at the door, or somebody tries there in an operator's name. An operator has
 * no tenant, and so it stands in no tenant's log.
 *
 * @param details further facts by name, none of them a secret
 */
public record OperatorEvent(AuditEventType type, MemberId operator, Map<String, String> details) {
  public OperatorEvent {
    details = Map.copyOf(details);
    // for tests, as at AuditEvent
    assert details.keySet().stream().allMatch(name -> EventFields.has(type, name))
        : type + " is not said to carry all of " + details.keySet();
  }
}
