package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.OperatorEvent;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.OperatorLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * Where it is written what a person does with the own account, or somebody tries with it: the log
 * of the person's organisation, or the operators' own, since an operator has none.
 */
@Singleton
public class DoorLog {
  private final AuditLog audit;
  private final OperatorLog operators;

  @Inject
  public DoorLog(AuditLog audit, OperatorLog operators) {
    this.audit = audit;
    this.operators = operators;
  }

  void write(Member whose, AuditEventType type) {
    write(whose, type, Map.of());
  }

  void write(Member whose, AuditEventType type, Map<String, String> more) {
    var tenant = whose.tenant();
    if (tenant == null) {
      operators.append(new OperatorEvent(type, whose.id(), more));
      return;
    }
    // who failed to sign in may be anybody
    Actor actor = type == AuditEventType.SIGN_IN_FAILED ? new Actor.Anonymous() : whose.asActor();
    var facts = new HashMap<>(more);
    facts.put("member", whose.email());
    audit.append(AuditEvent.of(tenant, type, actor, facts));
  }
}
