package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Grants as they stand, in table {@code oauth_grant}. */
@Singleton
public class GrantStore implements Grants {
  private static final String SELECT =
      """
      SELECT g.*, p.name AS provider_name,
             least(
               g.refresh_expires_at,
               coalesce(g.last_success_at, g.consented_at) + p.idle_limit_ms * interval '1 millisecond',
               g.consented_at + p.absolute_limit_ms * interval '1 millisecond',
               CASE WHEN %s THEN g.consented_at + p.consent_days * interval '24 hours' END) AS dies_at
      FROM oauth_grant g
      JOIN provider p ON p.tenant_id = g.tenant_id AND p.id = g.provider_id
      WHERE g.tenant_id = :tenant
      """
          .formatted(GrantConditions.LONG_LIVED);

  private static final String COUNT_BY_PROVIDER =
      """
      SELECT provider_id, count(*) AS grants
      FROM oauth_grant
      WHERE tenant_id = :tenant
      GROUP BY provider_id
      """;

  private static final String COUNT_LONG_LIVED =
      """
      SELECT count(*)
      FROM oauth_grant g
      WHERE g.tenant_id = :tenant
        AND g.provider_id = :provider
        AND %s
      """
          .formatted(GrantConditions.LONG_LIVED);

  private static final String ATTEMPTS =
      """
      SELECT *
      FROM refresh_attempt
      WHERE tenant_id = :tenant
        AND grant_id = :grant
      ORDER BY started_at DESC, id DESC
      LIMIT :limit
      """;

  private static final String REVOCATION =
      """
      SELECT id, provider_id, revoked_at, emptied_at, given_back
      FROM oauth_grant
      WHERE tenant_id = :tenant
        AND id = :grant
        AND status = 'REVOKED'
      """;

  private final Db db;
  private final Standings standings;

  @Inject
  public GrantStore(Db db) {
    this.db = db;
    standings = new Standings(db);
  }

  @Override
  public Optional<Grant> find(TenantId tenant, GrantId id) {
    return select(tenant, new Conditions().and("g.id = :id", "id", id.value()), "").stream()
        .findFirst();
  }

  @Override
  public Optional<Standing> standing(TenantId tenant, GrantId id) {
    return standings.of(tenant, id);
  }

  @Override
  public Optional<Grant> findBySubject(TenantId tenant, ProviderId provider, String subject) {
    var conditions =
        new Conditions()
            .and("g.provider_id = :provider", "provider", provider.value())
            .and("g.subject = :subject", "subject", subject);
    return select(tenant, conditions, "").stream().findFirst();
  }

  @Override
  public List<Grant> list(TenantId tenant, GrantQuestion question) {
    return select(tenant, GrantConditions.of(question), GrantConditions.ORDER);
  }

  private List<Grant> select(TenantId tenant, Conditions conditions, String order) {
    return db.inTenant(
        tenant,
        handle ->
            conditions
                .bind(handle.createQuery(conditions.appendedTo(SELECT, order)))
                .bind("tenant", tenant.value())
                .map(new GrantRow())
                .list());
  }

  @Override
  public Map<ProviderId, Long> countByProvider(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(COUNT_BY_PROVIDER)
                .bind("tenant", tenant.value())
                .map(
                    (row, context) ->
                        Map.entry(
                            new ProviderId(Columns.uuid(row, "provider_id")),
                            row.getLong("grants")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public long countLongLived(TenantId tenant, ProviderId provider) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(COUNT_LONG_LIVED)
                .bind("tenant", tenant.value())
                .bind("provider", provider.value())
                .mapTo(Long.class)
                .one());
  }

  @Override
  public List<AttemptLine> attempts(TenantId tenant, GrantId id, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(ATTEMPTS)
                .bind("tenant", tenant.value())
                .bind("grant", id.value())
                .bind("limit", limit)
                .map(new AttemptRow())
                .list());
  }

  @Override
  public Optional<Revocation> revocation(TenantId tenant, GrantId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(REVOCATION)
                .bind("tenant", tenant.value())
                .bind("grant", id.value())
                .map(
                    (row, context) ->
                        new Revocation(
                            new GrantId(Columns.uuid(row, "id")),
                            new ProviderId(Columns.uuid(row, "provider_id")),
                            Columns.instant(row, "revoked_at"),
                            Columns.maybeInstant(row, "emptied_at"),
                            Columns.maybeText(row, "given_back")))
                .findOne());
  }
}
