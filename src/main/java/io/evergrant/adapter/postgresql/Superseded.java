package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Ends an open attempt whose tokens a consent or an import has replaced: as a lost race, and told
 * as whose it was, like any other end of an attempt.
 */
final class Superseded {
  private static final String CLOSE =
      """
      UPDATE refresh_attempt
      SET open = false,
          ended_at = eg_now(),
          outcome = 'lost_race',
          cause = ''
      WHERE tenant_id = :tenant
        AND id = :attempt
        AND open
      RETURNING *
      """;

  private Superseded() {}

  /**
   * @param by what replaced the tokens: {@code consent} or {@code import}
   */
  static void close(Handle handle, TenantId tenant, UUID attempt, String by) {
    handle
        .createQuery(CLOSE)
        .bind("tenant", tenant.value())
        .bind("attempt", attempt)
        .map((row, context) -> event(row, tenant, by))
        .findOne()
        .ifPresent(
            event ->
                AuditEventColumns.bind(handle.createUpdate(AuditStore.APPEND), event).execute());
  }

  private static AuditEvent event(ResultSet row, TenantId tenant, String by) throws SQLException {
    var trigger = Trigger.valueOf(Columns.text(row, "trigger"));
    var node = Columns.text(row, "node");
    var asker = AskerColumns.actor(row, trigger);
    var details = new HashMap<String, String>();
    details.put("cause", Columns.text(row, "cause"));
    details.put("superseded_by", by);
    details.put("trigger", trigger.name().toLowerCase(Locale.ROOT));
    details.put("node", node);
    details.put("fingerprint_old", Columns.text(row, "fingerprint"));
    details.put("kv_version_old", Integer.toString(row.getInt("kv_version")));
    var replayed = ClaimRow.attempt(row, "replay_of");
    if (replayed != null) {
      details.put("replay_of", replayed.toString());
    }
    return new AuditEvent(
        tenant,
        AuditEventType.REFRESH_ENDED,
        asker == null ? trigger.ofNode(node) : asker,
        new GrantId(Columns.uuid(row, "grant_id")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        new AttemptId(Columns.uuid(row, "id")),
        true,
        Columns.text(row, "outcome"),
        details);
  }
}
