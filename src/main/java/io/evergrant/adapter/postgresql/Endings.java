package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.Claim;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The end of an attempt, in one statement. The grant's row decides: fence and open attempt must be
 * those of the claim, else nothing changes. That row is also the first that is locked, here as
 * everywhere, so no two writers wait for each other.
 */
final class Endings {
  private static final String END =
      """
      WITH clock AS MATERIALIZED (
        SELECT eg_now() AS now
      ),
      ended AS (
        UPDATE oauth_grant
        SET attempt_id = NULL,
            lease_until = NULL,
            status = CASE WHEN status IN ('PAUSED', 'REVOKED') THEN status ELSE :status END,
            status_cause = CASE WHEN status IN ('PAUSED', 'REVOKED') THEN status_cause ELSE :status_cause END,
            due_at = (SELECT now FROM clock) + CAST(:due_ms AS bigint) * interval '1 millisecond',
            kv_version = coalesce(:kv_version, kv_version),
            key_version = coalesce(:key_version, key_version),
            fingerprint = coalesce(:fingerprint, fingerprint),
            scope_granted = coalesce(:scope, scope_granted),
            expires_at = CASE WHEN :is_stored THEN CAST(:expires_at AS timestamptz) ELSE expires_at END,
            refresh_expires_at =
              CASE WHEN :is_stored THEN CAST(:refresh_expires_at AS timestamptz) ELSE refresh_expires_at END,
            last_success_at = CASE WHEN :success THEN (SELECT now FROM clock) ELSE last_success_at END,
            last_outcome_at = (SELECT now FROM clock),
            last_outcome = :outcome,
            last_cause = :cause,
            last_proof = coalesce(:proof, last_proof),
            in_doubt = coalesce(:in_doubt, in_doubt),
            refreshes = refreshes + CASE WHEN :success AND :is_stored THEN 1 ELSE 0 END,
            rotations = rotations + CASE WHEN :success AND :is_rotated THEN 1 ELSE 0 END,
            failures = CASE WHEN :success THEN 0 ELSE failures + 1 END
        WHERE tenant_id = :tenant
          AND id = :grant
          AND fence = :fence
          AND attempt_id = :attempt
        RETURNING id
      ),
      closed AS (
        UPDATE refresh_attempt a
        SET open = false,
            ended_at = (SELECT now FROM clock),
            outcome = :outcome,
            cause = :cause,
            proof = :proof,
            http_status = :http_status,
            error = :error,
            error_description = :error_description,
            latency_ms = :latency
        FROM ended
        WHERE a.tenant_id = :tenant
          AND a.id = :attempt
          AND a.fence = :fence
          AND a.open
        RETURNING a.id
      ),
      told AS (
        INSERT INTO audit_event (
          tenant_id, type, actor_kind, actor_member, actor_name, grant_id, provider_id, attempt_id, terminal,
          outcome, details)
        SELECT :event_tenant, :event_type, :event_actor_kind, CAST(:event_actor_member AS uuid), :event_actor_name,
               CAST(:event_grant AS uuid), CAST(:event_provider AS uuid), CAST(:event_attempt AS uuid),
               :event_terminal, :event_outcome, jsonb_object(:event_detail_keys, :event_detail_values)
        FROM closed
        RETURNING number
      )
      SELECT (SELECT count(*) FROM ended) AS ended,
             (SELECT count(*) FROM told) AS told
      """;

  private final Db db;

  Endings(Db db) {
    this.db = db;
  }

  boolean end(Claim claim, Ending ending, AuditEvent event) {
    if (!event.terminal() || !claim.attempt().equals(event.attempt())) {
      throw new IllegalArgumentException("the event does not end this attempt");
    }
    return db.inTenant(
        claim.tenant(),
        handle -> {
          var query = ClaimRow.bind(handle.createQuery(END), claim);
          bind(query, ending);
          StoredColumns.bind(query, ending.stored());
          AttemptRow.bind(query, ending.said());
          AuditEventColumns.bind(query, event);
          var rows =
              query
                  .map((row, context) -> new Rows(row.getLong("ended"), row.getLong("told")))
                  .one();
          return rows.allOrNone(claim);
        });
  }

  private static <S extends SqlStatement<S>> void bind(S statement, Ending ending) {
    var dueIn = ending.dueIn();
    statement
        .bind("status", ending.status().name())
        .bind("status_cause", ending.statusCause())
        .bind("due_ms", dueIn == null ? null : (Long) dueIn.toMillis())
        .bind("success", ending.success())
        .bind("outcome", ending.outcome())
        .bind("cause", ending.cause())
        .bind("proof", ending.proof())
        .bind("in_doubt", ending.inDoubt());
  }

  /** How many grants and how many events the statement wrote. */
  private record Rows(long ended, long told) {
    boolean allOrNone(Claim claim) {
      if (ended != told) {
        // Thrown, so that the transaction takes the grant's row back too.
        throw new IllegalStateException(
            "attempt " + claim.attempt() + " is the grant's and yet not open");
      }
      return ended == 1;
    }
  }
}
