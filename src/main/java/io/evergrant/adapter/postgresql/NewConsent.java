package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.GrantChanges.Consent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes a consent: a new grant, or a new location and fence for one that is there. What a worker
 * of the older consent still had open is closed here as a lost race, so that its attempt has an end
 * and the grant is free at once.
 */
final class NewConsent {
  private static final String WRITE =
      """
      INSERT INTO oauth_grant AS g (
        tenant_id, id, provider_id, subject, account, external_id, status, scope_asked, scope_granted, salt,
        kv_version, key_version, fingerprint, due_at, fence, expires_at, refresh_expires_at, consented_at, unproved)
      VALUES (
        :tenant, :grant, :provider, :subject, :account, :external_id, 'ACTIVE', :scope_asked, :scope_granted,
        :salt, :kv_version, :key_version, :fingerprint, eg_now() + :due_ms * interval '1 millisecond', 1,
        :expires_at, :refresh_expires_at, least(coalesce(CAST(:consented_at AS timestamptz), eg_now()), eg_now()),
        :unproved)
      ON CONFLICT (tenant_id, id) DO UPDATE
      SET subject = coalesce(excluded.subject, g.subject),
          account = excluded.account,
          external_id = excluded.external_id,
          status = excluded.status,
          status_cause = NULL,
          scope_asked = excluded.scope_asked,
          scope_granted = excluded.scope_granted,
          salt = excluded.salt,
          kv_version = excluded.kv_version,
          key_version = excluded.key_version,
          fingerprint = excluded.fingerprint,
          due_at = excluded.due_at,
          asked_trigger = NULL,
          asked_by = NULL,
          asker_id = NULL,
          fence = g.fence + 1,
          attempt_id = NULL,
          lease_until = NULL,
          expires_at = excluded.expires_at,
          refresh_expires_at = excluded.refresh_expires_at,
          refresh_end_slides = NULL,
          -- the same token again is no new consent
          consented_at = CASE
            WHEN excluded.unproved AND excluded.fingerprint = g.fingerprint
            THEN least(g.consented_at, excluded.consented_at)
            ELSE excluded.consented_at
          END,
          unproved = excluded.unproved,
          last_success_at = CASE WHEN excluded.unproved THEN NULL ELSE g.last_success_at END,
          last_outcome_at = NULL,
          last_outcome = NULL,
          last_cause = NULL,
          last_proof = NULL,
          in_doubt = false,
          doubt_since = NULL,
          emptied_at = NULL,
          given_back = NULL,
          revoked_at = NULL,
          empty_after = NULL,
          shared_at = NULL,
          failures = 0
      RETURNING old.salt AS older_salt, old.attempt_id AS superseded
      """;

  private static final String CLOSE_SUPERSEDED =
      """
      WITH closed AS (
        UPDATE refresh_attempt
        SET open = false,
            ended_at = eg_now(),
            outcome = 'lost_race',
            cause = ''
        WHERE tenant_id = :tenant
          AND id = :attempt
          AND open
        RETURNING *
      )
      INSERT INTO audit_event (
        tenant_id, type, actor_kind, actor_name, grant_id, provider_id, attempt_id, terminal, outcome, details)
      SELECT tenant_id, 'refresh_ended', 'portal', node, grant_id, provider_id, id, true, outcome,
             jsonb_build_object('cause', cause, 'superseded_by', CAST(:by AS text))
      FROM closed
      """;

  Optional<TokenLocation> write(Handle handle, Consent consent) {
    return write(handle, consent, null, false);
  }

  /** Tokens that were imported: nothing proves them yet. */
  Optional<TokenLocation> writeImported(
      Handle handle, Consent consent, @Nullable Instant consentedAt) {
    return write(handle, consent, consentedAt, true);
  }

  private static Optional<TokenLocation> write(
      Handle handle, Consent consent, @Nullable Instant consentedAt, boolean imported) {
    var older = upsert(handle, consent, consentedAt, imported);
    if (older.superseded() != null) {
      var by = imported ? "import" : "consent";
      close(handle, consent.location().tenant(), older.superseded(), by);
    }
    var salt = older.salt();
    return salt == null
        ? Optional.empty()
        : Optional.of(locationOf(consent.location().tenant(), consent.grant(), salt));
  }

  private static Older upsert(
      Handle handle, Consent consent, @Nullable Instant consentedAt, boolean unproved) {
    return handle
        .createQuery(WRITE)
        .bind("tenant", consent.location().tenant().value())
        .bind("grant", consent.grant().value())
        .bind("provider", consent.provider().value())
        .bind("subject", consent.subject())
        .bind("account", consent.account())
        .bind("external_id", consent.externalId())
        .bind("scope_asked", consent.scopeAsked().toString())
        .bind("scope_granted", consent.scopeGranted().toString())
        .bind("salt", consent.location().salt())
        .bind("kv_version", consent.kvVersion())
        .bind("key_version", consent.keyVersion())
        .bind("fingerprint", consent.fingerprint().value())
        .bind("due_ms", consent.dueIn().toMillis())
        .bind("expires_at", consent.expiresAt())
        .bind("refresh_expires_at", consent.refreshExpiresAt())
        .bind("consented_at", consentedAt)
        .bind("unproved", unproved)
        .map(
            (row, context) ->
                new Older(row.getString("older_salt"), Columns.maybeUuid(row, "superseded")))
        .one();
  }

  private static void close(Handle handle, TenantId tenant, UUID attempt, String by) {
    handle
        .createUpdate(CLOSE_SUPERSEDED)
        .bind("tenant", tenant.value())
        .bind("attempt", attempt)
        .bind("by", by)
        .execute();
  }

  private static TokenLocation locationOf(TenantId tenant, GrantId grant, String salt) {
    return new TokenLocation(tenant, grant, salt);
  }

  /** What the row held before; both null for a new grant. */
  private record Older(@Nullable String salt, @Nullable UUID superseded) {}
}
