package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Escrow;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Token sets that Vault did not take, in table {@code token_escrow}. */
@Singleton
public class EscrowStore implements Escrow {
  /** Once per attempt: a worker that lost the answer to this statement may say it again. */
  private static final String KEEP =
      """
      INSERT INTO token_escrow (
        tenant_id, grant_id, provider_id, attempt_id, salt, kv_version, wrapped_key, ciphertext)
      VALUES (
        :tenant, :grant, :provider, :attempt, :salt, :kv_version, :wrapped_key, :ciphertext)
      ON CONFLICT (tenant_id, attempt_id) DO NOTHING
      """;

  private static final String HOLDS =
      """
      SELECT EXISTS (
        SELECT FROM token_escrow
        WHERE tenant_id = :tenant
          AND attempt_id = :attempt
          AND state <> 'SUPERSEDED')
      """;

  private static final String UNDRAINED =
      """
      SELECT *
      FROM eg_undrained_escrow(:limit)
      """;

  /**
   * A consent that came meanwhile has another salt: what was stored under the older one is not its.
   */
  private static final String DRAINED =
      """
      WITH clock AS MATERIALIZED (
        SELECT eg_now() AS now
      ),
      closed AS (
        UPDATE token_escrow
        SET state = 'DRAINED',
            closed_at = (SELECT now FROM clock),
            wrapped_key = NULL,
            ciphertext = NULL
        WHERE tenant_id = :tenant
          AND id = :id
          AND state = 'KEPT'
        RETURNING grant_id, salt, attempt_id
      ),
      counted AS (
        -- one whose ending was counted already: Vault took it after all, and it was kept here as well
        SELECT EXISTS (
          SELECT FROM closed c
          JOIN refresh_attempt a ON a.tenant_id = :tenant AND a.id = c.attempt_id
          WHERE a.outcome = 'renewed') AS before
      ),
      moved AS (
        UPDATE oauth_grant g
        SET fence = g.fence + 1,
            status = CASE WHEN g.status IN ('NEEDS_CONSENT', 'NEEDS_REVIEW') THEN 'ACTIVE' ELSE g.status END,
            status_cause =
              CASE WHEN g.status IN ('NEEDS_CONSENT', 'NEEDS_REVIEW') THEN NULL ELSE g.status_cause END,
            due_at = (SELECT now FROM clock),
            kv_version = :kv_version,
            key_version = :key_version,
            fingerprint = :fingerprint,
            scope_granted = :scope,
            expires_at = :expires_at,
            refresh_expires_at = :refresh_expires_at,
            last_success_at = (SELECT now FROM clock),
            in_doubt = false,
            doubt_since = NULL,
            unproved = false,
            refreshes = g.refreshes + CASE WHEN :is_stored AND NOT n.before THEN 1 ELSE 0 END,
            rotations = g.rotations + CASE WHEN :is_rotated AND NOT n.before THEN 1 ELSE 0 END,
            failures = 0
        FROM closed c
        CROSS JOIN counted n
        WHERE g.tenant_id = :tenant
          AND g.id = c.grant_id
          AND g.salt = c.salt
      )
      SELECT count(*) FROM closed
      """;

  private static final String SUPERSEDED =
      """
      UPDATE token_escrow
      SET state = 'SUPERSEDED', closed_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND state = 'KEPT'
      """;

  private static final String PUT_OFF =
      """
      UPDATE token_escrow
      SET drain_after = eg_now() + :by_ms * interval '1 millisecond'
      WHERE tenant_id = :tenant
        AND id = :id
        AND state = 'KEPT'
      """;

  private final Db db;

  @Inject
  public EscrowStore(Db db) {
    this.db = db;
  }

  @Override
  public void keep(TenantId tenant, Claim claim, EscrowSeal.Sealed sealed) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(KEEP)
                .bind("tenant", tenant.value())
                .bind("grant", claim.grant().value())
                .bind("provider", claim.provider().value())
                .bind("attempt", claim.attempt().value())
                .bind("salt", claim.location().salt())
                .bind("kv_version", claim.kvVersion())
                .bind("wrapped_key", sealed.wrappedKey())
                .bind("ciphertext", sealed.ciphertext())
                .execute());
  }

  @Override
  public boolean holds(TenantId tenant, AttemptId attempt) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(HOLDS)
                .bind("tenant", tenant.value())
                .bind("attempt", attempt.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public List<Kept> undrained(int limit) {
    return db.acrossTenants(
        handle -> handle.createQuery(UNDRAINED).bind("limit", limit).map(new KeptRow()).list());
  }

  @Override
  public boolean drained(Kept kept, Stored stored) {
    return db.inTenant(
        kept.location().tenant(),
        handle ->
            StoredColumns.bind(handle.createQuery(DRAINED), stored)
                    .bind("tenant", kept.location().tenant().value())
                    .bind("id", kept.id())
                    .mapTo(Long.class)
                    .one()
                == 1);
  }

  @Override
  public boolean superseded(Kept kept) {
    return db.inTenant(
        kept.location().tenant(),
        handle ->
            handle
                    .createUpdate(SUPERSEDED)
                    .bind("tenant", kept.location().tenant().value())
                    .bind("id", kept.id())
                    .execute()
                == 1);
  }

  @Override
  public void putOff(Kept kept, Duration by) {
    db.inTenant(
        kept.location().tenant(),
        handle ->
            handle
                .createUpdate(PUT_OFF)
                .bind("tenant", kept.location().tenant().value())
                .bind("id", kept.id())
                .bind("by_ms", by.toMillis())
                .execute());
  }
}
