package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Tenancy;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantStatus;
import io.evergrant.usecase.port.Tenancies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Organisations as an operator sees them, by functions that are made for it. */
@Singleton
public class TenancyStore implements Tenancies {
  private static final String TENANTS =
      """
      SELECT *
      FROM eg_tenants(CAST(:id AS uuid))
      """;

  private static final String SIZE =
      """
      SELECT *
      FROM eg_tenant_size(:id)
      """;

  private static final String FOUND =
      """
      SELECT eg_found_tenant(:id, :slug, :name, :member, :email, :hash, :life_ms * interval '1 millisecond')
      """;

  private static final String BEGIN_END =
      """
      INSERT INTO tenant_end (tenant_id, key_name, key_versions, ciphertext)
      VALUES (:id, :key, :versions, :ciphertext)
      """;

  private static final String ENDING =
      """
      SELECT key_name, key_versions, ciphertext, entries
      FROM tenant_end
      WHERE tenant_id = :id
      """;

  private static final String DESTROYED =
      """
      UPDATE tenant_end
      SET entries = entries + :entries
      WHERE tenant_id = :id
      """;

  private static final String END =
      """
      SELECT *
      FROM eg_end_tenant(:id)
      """;

  private final Db db;

  @Inject
  public TenancyStore(Db db) {
    this.db = db;
  }

  @Override
  public List<Tenancy> list() {
    return select(null);
  }

  @Override
  public Optional<Tenancy> find(TenantId id) {
    return select(id.value()).stream().findFirst();
  }

  private List<Tenancy> select(@Nullable UUID id) {
    return db.acrossTenants(
        handle ->
            handle.createQuery(TENANTS).bind("id", id).map((row, context) -> tenancy(row)).list());
  }

  private static Tenancy tenancy(ResultSet row) throws SQLException {
    return new Tenancy(
        new Tenant(
            new TenantId(Columns.uuid(row, "id")),
            Columns.text(row, "slug"),
            Columns.text(row, "name")),
        TenantStatus.valueOf(Columns.text(row, "status")),
        Columns.maybeInstant(row, "status_since"),
        Columns.instant(row, "created_at"));
  }

  @Override
  public Size size(TenantId id) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(SIZE)
                .bind("id", id.value())
                .map(
                    (row, context) ->
                        new Size(
                            row.getLong("members"),
                            row.getLong("providers"),
                            row.getLong("grants"),
                            row.getLong("in_flight")))
                .one());
  }

  @Override
  public Founded found(
      Tenant tenant, MemberId admin, String email, String linkHash, Duration life) {
    var ending =
        db.acrossTenants(
            handle ->
                handle
                    .createQuery(FOUND)
                    .bind("id", tenant.id().value())
                    .bind("slug", tenant.slug())
                    .bind("name", tenant.name())
                    .bind("member", admin.value())
                    .bind("email", email)
                    .bind("hash", linkHash)
                    .bind("life_ms", life.toMillis())
                    .mapTo(String.class)
                    .one());
    return Founded.valueOf(ending.toUpperCase(Locale.ROOT));
  }

  @Override
  public OptionalLong suspend(TenantId id) {
    return counted("SELECT eg_suspend_tenant(:id) AS count", id);
  }

  @Override
  public OptionalLong resume(TenantId id) {
    return counted("SELECT eg_resume_tenant(:id) AS count", id);
  }

  private OptionalLong counted(String statement, TenantId id) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(statement)
                .bind("id", id.value())
                .map(
                    (row, context) -> {
                      var count = Columns.maybeLong(row, "count");
                      return count == null ? OptionalLong.empty() : OptionalLong.of(count);
                    })
                .one());
  }

  @Override
  public boolean beginEnd(TenantId id, Ending ending) {
    return db.inTenant(
        id,
        handle -> {
          var begun =
              handle
                  .createQuery("SELECT eg_begin_tenant_end(:id)")
                  .bind("id", id.value())
                  .mapTo(Boolean.class)
                  .one();
          return begun
              && handle
                      .createUpdate(BEGIN_END)
                      .bind("id", id.value())
                      .bind("key", ending.keyName())
                      .bind("versions", ending.keyVersions())
                      .bind("ciphertext", ending.ciphertext())
                      .execute()
                  == 1;
        });
  }

  @Override
  public Optional<Ending> ending(TenantId id) {
    return db.inTenant(
        id,
        handle ->
            handle
                .createQuery(ENDING)
                .bind("id", id.value())
                .map(
                    (row, context) ->
                        new Ending(
                            Columns.text(row, "key_name"),
                            Columns.text(row, "key_versions"),
                            Columns.text(row, "ciphertext"),
                            row.getLong("entries")))
                .findOne());
  }

  @Override
  public void destroyed(TenantId id, long entries) {
    db.inTenant(
        id,
        handle ->
            handle
                .createUpdate(DESTROYED)
                .bind("id", id.value())
                .bind("entries", entries)
                .execute());
  }

  @Override
  public Optional<Closed> end(TenantId id) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(END)
                .bind("id", id.value())
                .map(
                    (row, context) ->
                        new Closed(
                            row.getLong("members"),
                            row.getLong("providers"),
                            row.getLong("grants"),
                            row.getLong("api_keys"),
                            row.getLong("escrows")))
                .findOne());
  }
}
