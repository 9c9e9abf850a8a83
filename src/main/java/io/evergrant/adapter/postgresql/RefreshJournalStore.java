package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.RefreshJournal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  private static final String DOUBT_SINCE =
      """
      SELECT doubt_since
      FROM oauth_grant
      WHERE tenant_id = :tenant
        AND id = :grant
        AND in_doubt
        AND doubt_since IS NOT NULL
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
  public Optional<Instant> doubtSince(TenantId tenant, GrantId grant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(DOUBT_SINCE)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .map((row, context) -> Columns.instant(row, "doubt_since"))
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
