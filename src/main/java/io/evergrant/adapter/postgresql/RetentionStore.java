package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.HoldId;
import io.evergrant.domain.audit.LegalHold;
import io.evergrant.domain.audit.Retention;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Retentions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** In tables {@code audit_retention}, {@code legal_hold} and {@code audit_removal}. */
@Singleton
public class RetentionStore implements Retentions {
  /** As many as a page shows; all that stand are among them. */
  private static final int HOLDS = 50;

  private static final String POLICY =
      """
      SELECT months, changed_at, changed_at + interval '7 days' AS takes_effect_at, altered_at
      FROM audit_retention
      WHERE tenant_id = :tenant
      """;

  private static final String REMOVED =
      """
      SELECT sequence, until, removed_at
      FROM audit_removal
      WHERE tenant_id = :tenant
      ORDER BY sequence DESC
      LIMIT 1
      """;

  private static final String HOLD_COLUMNS =
      """
      SELECT id, reason, placed_by, placed_at, released_by, released_at
      FROM legal_hold
      WHERE tenant_id = :tenant
      """;

  private static final String LIST_HOLDS =
      HOLD_COLUMNS
          + """
          ORDER BY released_at IS NOT NULL, id DESC
          LIMIT :limit
          """;

  private static final String FIND_HOLD =
      HOLD_COLUMNS
          + """
          AND id = :id
          """;

  private static final String STANDING =
      """
      SELECT count(*)
      FROM legal_hold
      WHERE tenant_id = :tenant
        AND released_at IS NULL
      """;

  private static final String SAVE =
      """
      INSERT INTO audit_retention AS r (tenant_id, months)
      SELECT :tenant, CAST(:months AS integer)
      WHERE CAST(:seen AS integer) IS NOT DISTINCT FROM
            (SELECT months FROM audit_retention WHERE tenant_id = :tenant)
      ON CONFLICT (tenant_id) DO UPDATE
      SET months = excluded.months
      WHERE r.months IS NOT DISTINCT FROM CAST(:seen AS integer)
      """;

  /** A removal locks it too. */
  private static final String LOCK =
      """
      SELECT tenant_id
      FROM audit_retention
      WHERE tenant_id = :tenant
      FOR UPDATE
      """;

  private static final String PLACE =
      """
      INSERT INTO legal_hold (tenant_id, reason, placed_by)
      VALUES (:tenant, :reason, :by)
      RETURNING id
      """;

  private static final String RELEASE =
      """
      UPDATE legal_hold
      SET released_by = :by, released_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND released_at IS NULL
      """;

  private final Db db;

  @Inject
  public RetentionStore(Db db) {
    this.db = db;
  }

  @Override
  public Retention find(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle -> {
          var holds = holds(handle, tenant);
          var removed = removed(handle, tenant);
          return handle
              .createQuery(POLICY)
              .bind("tenant", tenant.value())
              .map(
                  (row, context) ->
                      new Retention(
                          (Integer) row.getObject("months"),
                          Columns.instant(row, "changed_at"),
                          Columns.instant(row, "takes_effect_at"),
                          Columns.maybeInstant(row, "altered_at"),
                          holds,
                          removed))
              .findOne()
              .orElseGet(() -> new Retention(null, null, null, null, holds, removed));
        });
  }

  private static List<LegalHold> holds(Handle handle, TenantId tenant) {
    return handle
        .createQuery(LIST_HOLDS)
        .bind("tenant", tenant.value())
        .bind("limit", HOLDS)
        .map((row, context) -> hold(row))
        .list();
  }

  private static LegalHold hold(ResultSet row) throws SQLException {
    return new LegalHold(
        new HoldId(Columns.uuid(row, "id")),
        Columns.text(row, "reason"),
        Columns.text(row, "placed_by"),
        Columns.instant(row, "placed_at"),
        Columns.maybeText(row, "released_by"),
        Columns.maybeInstant(row, "released_at"));
  }

  private static Retention.@Nullable Removed removed(Handle handle, TenantId tenant) {
    return handle
        .createQuery(REMOVED)
        .bind("tenant", tenant.value())
        .map(
            (row, context) ->
                new Retention.Removed(
                    row.getLong("sequence"),
                    Columns.instant(row, "until"),
                    Columns.instant(row, "removed_at")))
        .findOne()
        .orElse(null);
  }

  @Override
  public boolean save(TenantId tenant, @Nullable Integer seen, @Nullable Integer months) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(SAVE)
                    .bind("tenant", tenant.value())
                    .bind("seen", seen)
                    .bind("months", months)
                    .execute()
                == 1);
  }

  @Override
  public int standing(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle.createQuery(STANDING).bind("tenant", tenant.value()).mapTo(Integer.class).one());
  }

  @Override
  public HoldId place(TenantId tenant, String reason, String by) {
    return db.inTenant(
        tenant,
        handle -> {
          handle.createQuery(LOCK).bind("tenant", tenant.value()).mapTo(String.class).list();
          return handle
              .createQuery(PLACE)
              .bind("tenant", tenant.value())
              .bind("reason", reason)
              .bind("by", by)
              .map((row, context) -> new HoldId(Columns.uuid(row, "id")))
              .one();
        });
  }

  @Override
  public Optional<LegalHold> hold(TenantId tenant, HoldId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND_HOLD)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> hold(row))
                .findOne());
  }

  @Override
  public boolean release(TenantId tenant, HoldId id, String by) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(RELEASE)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("by", by)
                    .execute()
                == 1);
  }
}
