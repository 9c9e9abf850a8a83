package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.OwnerContacts;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Where owners are reached, in table {@code owner_contact}, and before that on their link. */
@Singleton
public class OwnerContactStore implements OwnerContacts {
  private static final String FIND =
      """
      SELECT address
      FROM owner_contact
      WHERE tenant_id = :tenant
        AND grant_id = :grant
      """;

  /**
   * A revoked grant's owner is not known: only what is alive has one. Whoever is known by another
   * address now was not asked there.
   */
  private static final String SAVE =
      """
      INSERT INTO owner_contact (tenant_id, grant_id, address)
      SELECT g.tenant_id, g.id, :address
      FROM oauth_grant g
      WHERE g.tenant_id = :tenant
        AND g.id = :grant
        AND g.status <> 'REVOKED'
      FOR NO KEY UPDATE OF g
      ON CONFLICT (tenant_id, grant_id) DO UPDATE
      SET address = excluded.address,
          saved_at = eg_now(),
          asked = CASE WHEN owner_contact.address = excluded.address THEN owner_contact.asked ELSE 0 END
      """;

  private static final String FORGET =
      """
      DELETE FROM owner_contact
      WHERE tenant_id = :tenant
        AND grant_id = :grant
      """;

  private static final String ON_LINK =
      """
      UPDATE consent_link
      SET owner_address = :address
      WHERE tenant_id = :tenant
        AND id = :link
      """;

  private static final String MOVE =
      """
      WITH held AS MATERIALIZED (
        SELECT l.tenant_id, l.owner_address
        FROM consent_link l
        WHERE l.tenant_id = :tenant
          AND l.id = :link
          AND l.owner_address IS NOT NULL
      ),
      gone AS (
        UPDATE consent_link l
        SET owner_address = NULL
        FROM held h
        WHERE l.tenant_id = :tenant
          AND l.id = :link
      )
      INSERT INTO owner_contact (tenant_id, grant_id, address)
      SELECT h.tenant_id, :grant, h.owner_address
      FROM held h
      ON CONFLICT (tenant_id, grant_id) DO UPDATE
      SET address = excluded.address, saved_at = eg_now()
      """;

  private final Db db;

  @Inject
  public OwnerContactStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<MailAddress> find(TenantId tenant, GrantId grant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .map((row, context) -> new MailAddress(Columns.text(row, "address")))
                .findOne());
  }

  @Override
  public void save(TenantId tenant, GrantId grant, MailAddress address) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(SAVE)
                .bind("tenant", tenant.value())
                .bind("grant", grant.value())
                .bind("address", address.value())
                .execute());
  }

  @Override
  public boolean forget(TenantId tenant, GrantId grant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(FORGET)
                    .bind("tenant", tenant.value())
                    .bind("grant", grant.value())
                    .execute()
                == 1);
  }

  @Override
  public void save(TenantId tenant, ConsentLinkId link, MailAddress address) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(ON_LINK)
                .bind("tenant", tenant.value())
                .bind("link", link.value())
                .bind("address", address.value())
                .execute());
  }

  @Override
  public void moved(TenantId tenant, ConsentLinkId link, GrantId grant) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(MOVE)
                .bind("tenant", tenant.value())
                .bind("link", link.value())
                .bind("grant", grant.value())
                .execute());
  }
}
