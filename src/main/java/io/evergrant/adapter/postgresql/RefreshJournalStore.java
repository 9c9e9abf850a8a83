package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.RefreshJournal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Attempts, in table {@code refresh_attempt} and under the fence of {@code oauth_grant}. */
@Singleton
public class RefreshJournalStore implements RefreshJournal {
  private static final String OTHER_GRANT_DOUBTS =
      """
      SELECT EXISTS (
        SELECT FROM oauth_grant
        WHERE tenant_id = :tenant
          AND provider_id = :provider
          AND id <> :grant
          AND last_outcome = 'deferred'
          AND last_cause = 'client_doubted'
          AND last_outcome_at > eg_now() - :age_ms * interval '1 millisecond')
      """;

  private static final String DOUBT =
      """
      SELECT g.doubt_since, l.id AS attempt_id
      FROM oauth_grant g
      LEFT JOIN LATERAL (
        SELECT a.id
        FROM refresh_attempt a
        WHERE a.tenant_id = g.tenant_id
          AND a.grant_id = g.id
          AND a.outcome = 'unknown'
        ORDER BY a.started_at DESC
        LIMIT 1
      ) l ON true
      WHERE g.tenant_id = :tenant
        AND g.id = :grant
        AND g.in_doubt
      """;

  private static final String CIRCUMSTANCES =
      """
      SELECT g.consented_at,
             EXISTS (
               SELECT FROM token_escrow e
               WHERE e.tenant_id = g.tenant_id AND e.grant_id = g.id AND e.state = 'KEPT') AS kept
      FROM oauth_grant g
      WHERE g.tenant_id = :tenant
        AND g.id = :grant
      """;

  private static final String UNWEIGHED =
      """
      SELECT l.fingerprint, l.error_description
      FROM oauth_grant g
      CROSS JOIN LATERAL (
        SELECT a.cause, a.fingerprint, a.error_description
        FROM refresh_attempt a
        WHERE a.tenant_id = g.tenant_id
          AND a.grant_id = g.id
          AND a.fence IS NOT NULL
          AND NOT a.open
        ORDER BY a.started_at DESC
        LIMIT 1
      ) l
      WHERE g.tenant_id = :tenant
        AND g.id = :grant
        AND g.last_cause = 'refusal_unchecked'
        AND l.cause = 'refusal_unchecked'
      """;

  private final Db db;
  private final Claims claims;
  private final Endings endings;
  private final Exchanges exchanges;

  @Inject
  public RefreshJournalStore(Db db) {
    this.db = db;
    this.claims = new Claims(db);
    this.endings = new Endings(db);
    this.exchanges = new Exchanges(db);
  }

  @Override
  public List<Claim> claimDue(String node, int limit, Duration lease, Rooms rooms) {
    return claims.due(node, limit, lease, rooms);
  }

  @Override
  public Optional<Claim> claim(
      TenantId tenant,
      GrantId grant,
      Fence seen,
      Trigger trigger,
      Actor actor,
      String node,
      Duration lease) {
    return claims.one(tenant, grant, seen, trigger, actor, node, lease);
  }

  @Override
  public Mark markSent(Claim claim, Duration lease) {
    return claims.markSent(claim, lease);
  }

  @Override
  public boolean end(Claim claim, Ending ending, AuditEvent event) {
    return endings.end(claim, ending, event);
  }

  @Override
  public List<Overdue> takeOverdue(String node, int limit, Duration lease) {
    return claims.overdue(node, limit, lease);
  }

  @Override
  public boolean otherGrantDoubts(
      TenantId tenant, ProviderId provider, GrantId grant, Duration age) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(OTHER_GRANT_DOUBTS)
                .bind("tenant", tenant.value())
                .bind("provider", provider.value())
                .bind("grant", grant.value())
                .bind("age_ms", age.toMillis())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Optional<Doubt> doubt(TenantId tenant, GrantId grant) {
    return of(
        tenant,
        grant,
        DOUBT,
        (row, context) ->
            new Doubt(
                Columns.maybeInstant(row, "doubt_since"), ClaimRow.attempt(row, "attempt_id")));
  }

  @Override
  public Circumstances circumstances(TenantId tenant, GrantId grant) {
    return of(
            tenant,
            grant,
            CIRCUMSTANCES,
            (row, context) ->
                new Circumstances(Columns.instant(row, "consented_at"), row.getBoolean("kept")))
        .orElseThrow();
  }

  @Override
  public Optional<Unweighed> unweighed(TenantId tenant, GrantId grant) {
    return of(
        tenant,
        grant,
        UNWEIGHED,
        (row, context) ->
            new Unweighed(
                new Fingerprint(Columns.text(row, "fingerprint")),
                Columns.maybeText(row, "error_description")));
  }

  private <T> Optional<T> of(TenantId tenant, GrantId grant, String query, RowMapper<T> row) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(query)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .map(row)
                .findOne());
  }

  @Override
  public AttemptId beginExchange(
      TenantId tenant, ProviderId provider, @Nullable GrantId grant, Actor actor, String node) {
    return exchanges.begin(tenant, provider, grant, actor, node);
  }

  @Override
  public boolean endExchange(
      TenantId tenant,
      AttemptId attempt,
      @Nullable GrantId grant,
      Exchange exchange,
      AuditEvent event) {
    return exchanges.end(tenant, attempt, grant, exchange, event);
  }

  @Override
  public List<UUID> abandonExchanges(Duration age) {
    return exchanges.abandon(age);
  }
}
