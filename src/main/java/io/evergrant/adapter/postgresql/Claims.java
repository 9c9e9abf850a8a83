package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.RefreshJournal.Mark;
import io.evergrant.usecase.port.RefreshJournal.Overdue;
import io.evergrant.usecase.port.RefreshJournal.Rooms;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who may refresh a grant: claims, their renewal when a request goes out, and taking over. */
final class Claims {
  private static final String CLAIM_DUE =
      """
      SELECT *
      FROM eg_claim_due(:node, :limit, :lease_ms * interval '1 millisecond', :providers, :rooms, :room)
      """;

  private static final String TAKE_OVERDUE =
      """
      SELECT *
      FROM eg_take_overdue(:node, :limit, :lease_ms * interval '1 millisecond')
      """;

  /**
   * The grant is seen first and taken only under the fence that was seen: whoever waited for the
   * row meanwhile must not overlook an escrow that its own snapshot cannot show. Whoever had made
   * the grant due before gets this attempt's outcome, too: their wish is over.
   */
  private static final String CLAIM_ONE =
      """
      WITH clock AS MATERIALIZED (
        SELECT eg_now() AS now
      ),
      seen AS MATERIALIZED (
        SELECT g.id, g.fence
        FROM oauth_grant g
        JOIN provider p ON p.tenant_id = g.tenant_id AND p.id = g.provider_id
        WHERE g.tenant_id = :tenant
          AND g.id = :grant
          AND g.fence = :fence
          AND p.status = 'ACTIVE'
          AND NOT EXISTS (
            SELECT FROM token_escrow e
            WHERE e.tenant_id = g.tenant_id AND e.grant_id = g.id AND e.state = 'KEPT')
      ),
      claimed AS (
        UPDATE oauth_grant g
        SET fence = g.fence + 1,
            attempt_id = uuidv7(),
            lease_until = (SELECT now FROM clock) + :lease_ms * interval '1 millisecond',
            asked_trigger = NULL,
            asked_by = NULL,
            asker_id = NULL
        FROM seen s
        WHERE g.tenant_id = :tenant
          AND g.id = s.id
          AND g.fence = s.fence
          AND g.status = 'ACTIVE'
          AND g.attempt_id IS NULL
          AND (g.lease_until IS NULL OR g.lease_until <= (SELECT now FROM clock))
        RETURNING g.*
      ),
      intent AS (
        INSERT INTO refresh_attempt (
          tenant_id, id, grant_id, provider_id, trigger, actor, actor_id, node, fence, salt, kv_version,
          fingerprint, started_at)
        SELECT c.tenant_id, c.attempt_id, c.id, c.provider_id, :trigger, :actor, CAST(:actor_id AS uuid), :node,
               c.fence, c.salt, c.kv_version, c.fingerprint, (SELECT now FROM clock)
        FROM claimed c
        RETURNING id, trigger, actor, actor_id
      )
      SELECT c.*, c.id AS grant_id, i.trigger, i.actor, i.actor_id, (SELECT now FROM clock) AS claimed_at
      FROM claimed c
      JOIN intent i ON i.id = c.attempt_id
      """;

  /**
   * An attempt is sent once: a second request would be a second attempt. While the provider's
   * breaker is open only the one that tries is sent.
   */
  private static final String MARK_SENT =
      """
      WITH resting AS (
        SELECT b.provider_id
        FROM provider_breaker b
        WHERE b.tenant_id = :tenant
          AND b.provider_id = :provider
          AND b.step > 0
          AND b.probe IS DISTINCT FROM :attempt
      ),
      renewed AS (
        UPDATE oauth_grant
        SET lease_until = eg_now() + :lease_ms * interval '1 millisecond'
        WHERE tenant_id = :tenant
          AND id = :grant
          AND fence = :fence
          AND attempt_id = :attempt
          AND lease_until > eg_now()
          AND NOT EXISTS (SELECT FROM resting)
        RETURNING attempt_id
      ),
      marked AS (
        UPDATE refresh_attempt a
        SET sent_at = eg_now(),
            replay_of = CAST(:replay_of AS uuid)
        FROM renewed r
        WHERE a.tenant_id = :tenant
          AND a.id = r.attempt_id
          AND a.fence = :fence
          AND a.open
          AND a.sent_at IS NULL
        RETURNING a.id
      )
      SELECT CASE
               WHEN EXISTS (SELECT FROM marked) THEN 'SENT'
               WHEN EXISTS (SELECT FROM resting) THEN 'PROVIDER_RESTS'
               ELSE 'NOT_OURS'
             END
      """;

  private final Db db;

  Claims(Db db) {
    this.db = db;
  }

  List<Claim> due(String node, int limit, Duration lease, Rooms rooms) {
    var known = List.copyOf(rooms.known().entrySet());
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM_DUE)
                .bind("node", node)
                .bind("limit", limit)
                .bind("lease_ms", lease.toMillis())
                .bind("providers", known.stream().map(e -> e.getKey().value()).toArray(UUID[]::new))
                .bind("rooms", known.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .bind("room", rooms.others())
                .map(new ClaimRow())
                .list());
  }

  List<Overdue> overdue(String node, int limit, Duration lease) {
    var claims = new ClaimRow();
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(TAKE_OVERDUE)
                .bind("node", node)
                .bind("limit", limit)
                .bind("lease_ms", lease.toMillis())
                .map(
                    (row, context) ->
                        new Overdue(
                            claims.map(row, context).replaying(ClaimRow.attempt(row, "replay_of")),
                            Columns.maybeInstant(row, "sent_at")))
                .list());
  }

  Optional<Claim> one(
      TenantId tenant,
      GrantId grant,
      Fence seen,
      Trigger trigger,
      Actor actor,
      String node,
      Duration lease) {
    var asker = AskerColumns.of(actor);
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(CLAIM_ONE)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .bind("fence", seen.value())
                .bind("trigger", trigger.name())
                .bind("actor", asker.name())
                .bind("actor_id", asker.id())
                .bind("node", node)
                .bind("lease_ms", lease.toMillis())
                .map(new ClaimRow())
                .map(claim -> claim.askedBy(actor))
                .findOne());
  }

  Mark markSent(Claim claim, Duration lease) {
    return db.inTenant(
        claim.tenant(),
        handle ->
            ClaimRow.bind(handle.createQuery(MARK_SENT), claim)
                .bind("provider", claim.provider().value())
                .bind("lease_ms", lease.toMillis())
                .bind("replay_of", claim.replayOf() == null ? null : claim.replayOf().value())
                .map((row, context) -> Mark.valueOf(row.getString(1)))
                .one());
  }
}
