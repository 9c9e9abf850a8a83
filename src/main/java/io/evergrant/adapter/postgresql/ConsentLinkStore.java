package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ConsentLinkLookup;
import io.evergrant.usecase.port.ConsentLinks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Consent links, in table {@code consent_link}. */
@Singleton
public class ConsentLinkStore implements ConsentLinks, ConsentLinkLookup {
  private static final String INSERT =
      """
      INSERT INTO consent_link (
        tenant_id, id, provider_id, grant_id, external_id, return_to, made_by, ends_at)
      VALUES (
        :tenant, :id, :provider, CAST(:grant AS uuid), :external_id, :return_to, :made_by,
        eg_now() + :life_ms * interval '1 millisecond')
      RETURNING *
      """;

  private static final String SELECT =
      """
      SELECT *
      FROM consent_link
      WHERE tenant_id = :tenant
      """;

  private static final String ORDER =
      """
      ORDER BY created_at DESC, id
      LIMIT :limit
      """;

  private static final String OPEN_FOR =
      """
      SELECT *
      FROM consent_link
      WHERE tenant_id = :tenant
        AND grant_id = :grant
        AND used_at IS NULL
        AND revoked_at IS NULL
        AND ends_at > eg_now() + :at_least_ms * interval '1 millisecond'
      ORDER BY ends_at DESC
      LIMIT 1
      """;

  private static final String REVOKE =
      """
      UPDATE consent_link
      SET revoked_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND used_at IS NULL
        AND revoked_at IS NULL
      """;

  private static final String OPENED =
      """
      UPDATE consent_link
      SET opened_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND opened_at IS NULL
      """;

  private static final String USE =
      """
      UPDATE consent_link
      SET used_at = eg_now(),
          used_for = :used_for
      WHERE tenant_id = :tenant
        AND id = :id
        AND used_at IS NULL
        AND revoked_at IS NULL
      """;

  private static final String ACROSS =
      """
      SELECT *
      FROM eg_consent_link(:id)
      """;

  private final Db db;

  @Inject
  public ConsentLinkStore(Db db) {
    this.db = db;
  }

  @Override
  public ConsentLink insert(Fresh link) {
    var grant = link.grant();
    var returnTo = link.returnTo();
    return db.inTenant(
        link.tenant(),
        handle ->
            handle
                .createQuery(INSERT)
                .bind("tenant", link.tenant().value())
                .bind("id", link.id().value())
                .bind("provider", link.provider().value())
                .bind("grant", grant == null ? null : grant.value())
                .bind("external_id", link.externalId())
                .bind("return_to", returnTo == null ? null : returnTo.toString())
                .bind("made_by", link.madeBy())
                .bind("life_ms", link.life().toMillis())
                .map(new ConsentLinkRow())
                .one());
  }

  @Override
  public Optional<ConsentLink> find(TenantId tenant, ConsentLinkId id) {
    return select(tenant, new Conditions().and("id = :id", "id", id.value()), 1).stream()
        .findFirst();
  }

  @Override
  public List<ConsentLink> list(
      TenantId tenant, @Nullable ProviderId provider, @Nullable After after, int limit) {
    var conditions = new Conditions();
    if (provider != null) {
      conditions.and("provider_id = :provider", "provider", provider.value());
    }
    if (after != null) {
      conditions
          .and(
              "created_at <= :before AND (created_at < :before OR id > :after)",
              "before",
              after.createdAt().atOffset(ZoneOffset.UTC))
          .with("after", after.id().value());
    }
    return select(tenant, conditions, limit);
  }

  private List<ConsentLink> select(TenantId tenant, Conditions conditions, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            conditions
                .bind(handle.createQuery(conditions.appendedTo(SELECT, ORDER)))
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map(new ConsentLinkRow())
                .list());
  }

  @Override
  public Optional<ConsentLink> openFor(TenantId tenant, GrantId grant, Duration atLeast) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(OPEN_FOR)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .bind("at_least_ms", atLeast.toMillis())
                .map(new ConsentLinkRow())
                .findOne());
  }

  @Override
  public boolean revoke(TenantId tenant, ConsentLinkId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(REVOKE)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .execute()
                == 1);
  }

  @Override
  public void opened(TenantId tenant, ConsentLinkId id) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(OPENED)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute());
  }

  @Override
  public boolean use(TenantId tenant, ConsentLinkId id, GrantId usedFor) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(USE)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("used_for", usedFor.value())
                    .execute()
                == 1);
  }

  @Override
  public Optional<ConsentLink> find(ConsentLinkId id) {
    return db.acrossTenants(
        handle ->
            handle.createQuery(ACROSS).bind("id", id.value()).map(new ConsentLinkRow()).findOne());
  }
}
