package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt, in one statement, with what the provider's breaker learns from it. The
 * grant's row decides: fence and open attempt must be those of the claim, else nothing changes.
 * That row is also the first that is locked, here as everywhere, so no two writers wait for each
 * other; the breaker's row is the last.
 *
 * <p>Who asked for a refresh while this one was under way may have meant what came after it: the
 * grant is due for them at once. What needs a person now is not asked by itself (P06), and they ask
 * anew.
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
            due_at = CASE
              WHEN asked_trigger IS NOT NULL AND :status = 'ACTIVE' THEN (SELECT now FROM clock)
              ELSE (SELECT now FROM clock) + CAST(:due_ms AS bigint) * interval '1 millisecond'
            END,
            asked_trigger = CASE WHEN :status = 'ACTIVE' THEN asked_trigger END,
            asked_by = CASE WHEN :status = 'ACTIVE' THEN asked_by END,
            asker_id = CASE WHEN :status = 'ACTIVE' THEN asker_id END,
            kv_version = coalesce(:kv_version, kv_version),
            key_version = coalesce(:key_version, key_version),
            fingerprint = coalesce(:fingerprint, fingerprint),
            scope_granted = coalesce(:scope, scope_granted),
            expires_at = CASE WHEN :is_stored THEN CAST(:expires_at AS timestamptz) ELSE expires_at END,
            refresh_expires_at =
              CASE WHEN :is_stored THEN CAST(:refresh_expires_at AS timestamptz) ELSE refresh_expires_at END,
            refresh_end_slides = CASE
              WHEN :success AND :is_stored AND refresh_expires_at IS NOT NULL
                AND (SELECT now FROM clock) - coalesce(last_success_at, consented_at) > interval '5 seconds'
              THEN CAST(:refresh_expires_at AS timestamptz) - refresh_expires_at
                   > ((SELECT now FROM clock) - coalesce(last_success_at, consented_at)) / 2
              ELSE refresh_end_slides
            END,
            last_success_at = CASE WHEN :success THEN (SELECT now FROM clock) ELSE last_success_at END,
            last_outcome_at = (SELECT now FROM clock),
            last_outcome = :outcome,
            last_cause = :cause,
            last_proof = coalesce(:proof, last_proof),
            in_doubt = coalesce(:in_doubt, in_doubt),
            doubt_since = CASE
              WHEN CAST(:in_doubt AS boolean) IS NULL THEN doubt_since
              WHEN CAST(:in_doubt AS boolean)
              THEN coalesce(doubt_since, (SELECT a.sent_at
                                          FROM refresh_attempt a
                                          WHERE a.tenant_id = :tenant AND a.id = :attempt))
            END,
            refreshes = refreshes + CASE WHEN :success AND :is_stored THEN 1 ELSE 0 END,
            rotations = rotations + CASE WHEN :success AND :is_rotated THEN 1 ELSE 0 END,
            unproved = unproved AND NOT (:success AND :is_stored),
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
      ),
      answered AS (
        UPDATE provider_breaker b
        SET failures = 0, step = 0, retry_at = NULL, probe = NULL, changed_at = (SELECT now FROM clock)
        FROM ended
        WHERE :sign = 'ANSWERED'
          AND b.tenant_id = :tenant
          AND b.provider_id = :event_provider
          AND b.failures > 0
        RETURNING old.step AS before, 0 AS step, old.failures
      ),
      asked AS (
        SELECT (1 + :chance / 10) * CAST(:asked_ms AS bigint) * interval '1 millisecond' AS asked
      ),
      failed AS (
        INSERT INTO provider_breaker AS b (tenant_id, provider_id, failures, step, retry_at)
        SELECT :tenant, :event_provider, 1,
               CASE WHEN w.asked IS NULL THEN 0 ELSE 1 END, (SELECT now FROM clock) + w.asked
        FROM ended, asked w
        WHERE :sign IN ('AWAY', 'LIMITED', 'BROKEN')
        ON CONFLICT (tenant_id, provider_id) DO UPDATE
        SET failures = b.failures + 1,
            step = CASE WHEN b.step = 0 OR b.probe = :attempt THEN b.step + 1 ELSE b.step END,
            retry_at = CASE
              WHEN b.step = 0 OR b.probe = :attempt
              THEN (SELECT now FROM clock) + coalesce(
                     (SELECT asked FROM asked),
                     (1 + :chance / 10) * least(interval '15 seconds' * 4 ^ least(b.step, 10),
                                                CAST(:longest_ms AS bigint) * interval '1 millisecond'))
              ELSE b.retry_at
            END,
            probe = NULLIF(b.probe, :attempt),
            changed_at = (SELECT now FROM clock)
        RETURNING coalesce(old.step, 0) AS before, step, failures
      ),
      undecided AS (
        UPDATE provider_breaker b
        SET probe = NULL, retry_at = (SELECT now FROM clock), changed_at = (SELECT now FROM clock)
        FROM ended
        WHERE :sign = 'NOTHING'
          AND b.tenant_id = :tenant
          AND b.provider_id = :event_provider
          AND b.step > 0
          AND b.probe = :attempt
      ),
      turned AS (
        INSERT INTO audit_event (
          tenant_id, type, actor_kind, actor_member, actor_name, provider_id, attempt_id, terminal, details)
        -- nobody's act, whoever asked for the attempt that showed it
        SELECT :tenant, CASE WHEN t.step > 0 THEN 'provider_rests' ELSE 'provider_answers' END,
               'timer', NULL, coalesce(CAST(:node AS text), :event_actor_name), :event_provider, :attempt,
               false, jsonb_build_object('failures', t.failures::text)
        FROM (SELECT * FROM answered UNION ALL SELECT * FROM failed) t
        WHERE (t.before > 0) <> (t.step > 0)
      )
      SELECT (SELECT count(*) FROM ended) AS ended,
             (SELECT count(*) FROM told) AS told
      """;

  /** A provider that may have spent the token is asked seldom: each try may leave a doubt. */
  private static final Duration LONGEST_BROKEN = Duration.ofMinutes(15);

  private static final Duration LONGEST_AWAY = Duration.ofMinutes(1);

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
          query.bind("node", event.details().get("node"));
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
        .bind("in_doubt", ending.inDoubt())
        .bind("sign", ending.sign().name())
        .bind("asked_ms", askedMillis(ending))
        .bind("longest_ms", longest(ending.sign()).toMillis())
        .bind("chance", ThreadLocalRandom.current().nextDouble());
  }

  /**
   * A provider that asks to wait is not asked by anybody meanwhile; but it may have meant this
   * grant alone, so not for longer than any other failure would have us wait.
   */
  private static @Nullable Long askedMillis(Ending ending) {
    var said = ending.said();
    if (said == null || said.retryAfter() == null) {
      return null;
    }
    return Math.min(said.retryAfter().toMillis(), LONGEST_BROKEN.toMillis());
  }

  private static Duration longest(ProviderSign sign) {
    return switch (sign) {
      case BROKEN -> LONGEST_BROKEN;
      case AWAY, LIMITED, ANSWERED, NOTHING -> LONGEST_AWAY;
    };
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
