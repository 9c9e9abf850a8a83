package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.RefreshJournal.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts to exchange a code: no fence, because no grant is held meanwhile. */
final class Exchanges {
  private static final String BEGIN =
      """
      INSERT INTO refresh_attempt (tenant_id, grant_id, provider_id, trigger, actor, node, sent_at)
      VALUES (:tenant, CAST(:grant AS uuid), :provider, 'CONSENT', :actor, :node, eg_now())
      RETURNING id
      """;

  /** The grant that a consent made, or renewed, shows that consent as its newest outcome. */
  private static final String END =
      """
      WITH closed AS (
        UPDATE refresh_attempt
        SET open = false,
            ended_at = eg_now(),
            grant_id = coalesce(CAST(:grant AS uuid), grant_id),
            outcome = :outcome,
            cause = :cause,
            proof = CASE WHEN :outcome = 'renewed' THEN 'stored' END,
            http_status = :http_status,
            error = :error,
            error_description = :error_description,
            latency_ms = :latency
        WHERE tenant_id = :tenant
          AND id = :attempt
          AND fence IS NULL
          AND open
        RETURNING *
      ),
      shown AS (
        UPDATE oauth_grant g
        SET last_outcome = c.outcome,
            last_cause = c.cause,
            last_proof = c.proof,
            last_outcome_at = c.ended_at,
            last_success_at = c.ended_at
        FROM closed c
        WHERE g.tenant_id = c.tenant_id
          AND g.id = c.grant_id
          AND c.outcome = 'renewed'
      )
      INSERT INTO audit_event (
        tenant_id, type, actor_kind, actor_member, actor_name, grant_id, provider_id, attempt_id, terminal,
        outcome, details)
      SELECT :event_tenant, :event_type, :event_actor_kind, CAST(:event_actor_member AS uuid), :event_actor_name,
             CAST(:event_grant AS uuid), CAST(:event_provider AS uuid), CAST(:event_attempt AS uuid),
             :event_terminal, :event_outcome, jsonb_object(:event_detail_keys, :event_detail_values)
      FROM closed
      """;

  private static final String ABANDON =
      """
      SELECT attempt_id
      FROM eg_abandon_exchanges(:age_ms * interval '1 millisecond')
      """;

  private final Db db;

  Exchanges(Db db) {
    this.db = db;
  }

  AttemptId begin(
      TenantId tenant, ProviderId provider, @Nullable GrantId grant, Actor actor, String node) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(BEGIN)
                .bind("tenant", tenant.value())
                .bind("provider", provider.value())
                .bind("grant", grant == null ? null : grant.value())
                .bind("actor", ActorColumns.caller(actor))
                .bind("node", node)
                .map((row, context) -> new AttemptId(Columns.uuid(row, "id")))
                .one());
  }

  boolean end(
      TenantId tenant,
      AttemptId attempt,
      @Nullable GrantId grant,
      Exchange exchange,
      AuditEvent event) {
    if (!event.terminal() || !attempt.equals(event.attempt())) {
      throw new IllegalArgumentException("the event does not end this attempt");
    }
    return db.inTenant(
        tenant,
        handle -> {
          var update =
              handle
                  .createUpdate(END)
                  .bind("tenant", tenant.value())
                  .bind("attempt", attempt.value())
                  .bind("grant", grant == null ? null : grant.value())
                  .bind("outcome", exchange.outcome())
                  .bind("cause", exchange.cause());
          AttemptRow.bind(update, exchange.said());
          return AuditEventColumns.bind(update, event).execute() == 1;
        });
  }

  List<UUID> abandon(Duration age) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(ABANDON)
                .bind("age_ms", age.toMillis())
                .map((row, context) -> Columns.uuid(row, "attempt_id"))
                .list());
  }
}
