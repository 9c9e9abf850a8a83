package io.evergrant.usecase.bulk;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkProgress;
import io.evergrant.domain.tenant.Actor;
import java.util.TreeMap;

/** The event that ends an act: how many grants ended how. */
final class BulkEvents {
  private BulkEvents() {}

  static AuditEvent ended(BulkAct act, BulkProgress progress, String state, Actor by) {
    var facts = new TreeMap<String, String>();
    facts.put("bulk_act", act.id().toString());
    facts.put("act", act.kind().code());
    facts.put("state", state);
    facts.put("grants", Integer.toString(act.grants()));
    progress.results().forEach((result, count) -> facts.put(result.code(), count.toString()));
    return AuditEvent.of(act.tenant(), AuditEventType.BULK_ACT_ENDED, by, facts);
  }
}
