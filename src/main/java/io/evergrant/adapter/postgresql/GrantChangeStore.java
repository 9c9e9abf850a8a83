package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.GrantChanges;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Consents, and what people and back ends do to grants, in table {@code oauth_grant}. */
@Singleton
public class GrantChangeStore implements GrantChanges {
  /**
   * A person who was told what a second try risks has decided: a doubt stops it no more. A provider
   * that rests is asked at once, by whichever of its grants is due first. Who asked is kept for the
   * attempt that begins next; of several who wait for the same one, the first.
   */
  private static final String RETRY_NOW =
      """
      WITH retried AS (
        UPDATE oauth_grant
        SET status = 'ACTIVE',
            status_cause = NULL,
            due_at = eg_now(),
            asked_trigger = coalesce(asked_trigger, :asked_trigger),
            asked_by = coalesce(asked_by, :asked_by),
            asker_id = coalesce(asker_id, CAST(:asker_id AS uuid)),
            doubt_since = CASE WHEN status = 'NEEDS_REVIEW' THEN NULL ELSE doubt_since END
        WHERE tenant_id = :tenant
          AND id = :grant
          AND status IN ('ACTIVE', 'NEEDS_CONSENT', 'NEEDS_REVIEW')
        RETURNING provider_id
      ),
      asked AS (
        UPDATE provider_breaker b
        SET retry_at = eg_now()
        FROM retried r
        WHERE b.tenant_id = :tenant
          AND b.provider_id = r.provider_id
          AND b.step > 0
          AND b.probe IS NULL
      )
      SELECT count(*) FROM retried
      """;

  /** Who wanted it refreshed before wants it no more. */
  private static final String PAUSE =
      """
      UPDATE oauth_grant
      SET status = 'PAUSED', status_cause = NULL, asked_trigger = NULL, asked_by = NULL, asker_id = NULL
      WHERE tenant_id = :tenant
        AND id = :grant
        AND status = 'ACTIVE'
      """;

  /** An attempt that ended meanwhile may have left the grant without a due time. */
  private static final String RESUME =
      """
      UPDATE oauth_grant
      SET status = 'ACTIVE', status_cause = NULL, due_at = coalesce(due_at, eg_now())
      WHERE tenant_id = :tenant
        AND id = :grant
        AND status = 'PAUSED'
      """;

  private static final String REVOKE =
      """
      UPDATE oauth_grant
      SET status = 'REVOKED',
          status_cause = NULL,
          due_at = NULL,
          asked_trigger = NULL,
          asked_by = NULL,
          asker_id = NULL,
          revoked_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :grant
        AND status <> 'REVOKED'
      """;

  private final Db db;
  private final NewConsent newConsent;

  @Inject
  public GrantChangeStore(Db db) {
    this.db = db;
    this.newConsent = new NewConsent();
  }

  @Override
  public Optional<TokenLocation> consented(Consent consent) {
    return db.inTenant(consent.location().tenant(), handle -> newConsent.write(handle, consent));
  }

  @Override
  public boolean retryNow(TenantId tenant, GrantId id, Actor by) {
    return db.inTenant(
        tenant,
        handle ->
            AskerColumns.of(by)
                    .bind(handle.createQuery(RETRY_NOW))
                    .bind("tenant", tenant.value())
                    .bind("grant", id.value())
                    .mapTo(Long.class)
                    .one()
                == 1);
  }

  @Override
  public boolean pause(TenantId tenant, GrantId id) {
    return changed(PAUSE, tenant, id);
  }

  @Override
  public boolean resume(TenantId tenant, GrantId id) {
    return changed(RESUME, tenant, id);
  }

  @Override
  public boolean revoke(TenantId tenant, GrantId id) {
    return changed(REVOKE, tenant, id);
  }

  private boolean changed(String statement, TenantId tenant, GrantId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(statement)
                    .bind("tenant", tenant.value())
                    .bind("grant", id.value())
                    .execute()
                == 1);
  }
}
