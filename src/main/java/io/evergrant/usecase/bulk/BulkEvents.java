package io.evergrant.usecase.bulk;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkProgress;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.tenant.Actor;
import java.util.Map;
import java.util.TreeMap;

/** What the log tells of an act's end, and of what it left behind. */
final class BulkEvents {
  private BulkEvents() {}

  /** How many grants ended how. */
  static AuditEvent ended(BulkAct act, BulkProgress progress, String state, Actor by) {
    var facts = new TreeMap<String, String>();
    facts.put("bulk_act", act.id().toString());
    facts.put("act", act.kind().code());
    facts.put("state", state);
    facts.put("grants", Integer.toString(act.grants()));
    progress.results().forEach((result, count) -> facts.put(result.code(), count.toString()));
    return AuditEvent.of(act.tenant(), AuditEventType.BULK_ACT_ENDED, by, facts);
  }

  /** How many links there are by then; of those, what was used or ended meanwhile leads nowhere. */
  static AuditEvent linksDownloaded(BulkAct act, BulkProgress progress, Actor by) {
    return AuditEvent.of(
        act.tenant(),
        AuditEventType.BULK_ACT_LINKS_DOWNLOADED,
        by,
        Map.of(
            "bulk_act", act.id().toString(),
            "question", act.question(),
            "done", Long.toString(progress.of(BulkResult.DONE))));
  }

  /**
   * Who had them mailed; each mail has an event of its own when the server takes it.
   *
   * @param owners to how many
   */
  static AuditEvent linksMailed(BulkAct act, int owners, Actor by) {
    return AuditEvent.of(
        act.tenant(),
        AuditEventType.BULK_ACT_LINKS_MAILED,
        by,
        Map.of(
            "bulk_act", act.id().toString(),
            "question", act.question(),
            "grants", Integer.toString(owners)));
  }
}
