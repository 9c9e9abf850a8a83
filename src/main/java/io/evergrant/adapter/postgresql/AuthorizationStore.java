package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Authorizations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Authorization requests under way, in table {@code authorization_request}. */
@Singleton
public class AuthorizationStore implements Authorizations {
  private static final String INSERT =
      """
      INSERT INTO authorization_request (
        tenant_id, id, provider_id, grant_id, member_id, member_email, link_id, state_hash, browser_hash,
        external_id, scope, ends_at)
      VALUES (
        :tenant, :id, :provider, CAST(:grant AS uuid), CAST(:member AS uuid), :member_email, CAST(:link AS uuid),
        :state_hash, :browser_hash, :external_id, :scope, eg_now() + :life_ms * interval '1 millisecond')
      """;

  private static final String FIND =
      """
      SELECT *
      FROM authorization_request
      WHERE tenant_id = :tenant
        AND id = :id
        AND used_at IS NULL
        AND ends_at > eg_now()
      """;

  private static final String TAKE =
      """
      SELECT *
      FROM eg_take_authorization(:state_hash, :browser_hash)
      """;

  private final Db db;

  @Inject
  public AuthorizationStore(Db db) {
    this.db = db;
  }

  @Override
  public void insert(Pending pending, Duration life) {
    db.inTenant(
        pending.tenant(),
        handle ->
            PendingRow.bind(handle.createUpdate(INSERT), pending)
                .bind("life_ms", life.toMillis())
                .execute());
  }

  @Override
  public Optional<Pending> find(TenantId tenant, UUID id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map(new PendingRow())
                .findOne());
  }

  @Override
  public Taken take(String stateHash, String browserHash) {
    var rows = new PendingRow();
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(TAKE)
                .bind("state_hash", stateHash)
                .bind("browser_hash", browserHash)
                .map(
                    (row, context) -> {
                      var pending = rows.map(row, context);
                      return switch (Columns.text(row, "taken")) {
                        case "fresh" -> new Taken.Fresh(pending);
                        case "foreign" -> new Taken.Foreign(pending);
                        case "used" ->
                            new Taken.UsedBefore(pending, Columns.instant(row, "used_at"));
                        case "ended" -> new Taken.Ended(pending);
                        default -> throw new IllegalStateException("a state of no known kind");
                      };
                    })
                .findOne()
                .orElseGet(Taken.Unheard::new));
  }
}
