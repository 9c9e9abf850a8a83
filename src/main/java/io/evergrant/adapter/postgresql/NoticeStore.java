package io.evergrant.adapter.postgresql;

import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Notices;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Notices, in table {@code notice}. */
@Singleton
public class NoticeStore implements Notices {
  private static final String OPEN =
      """
      SELECT n.*, p.name AS provider_name, 'OPENED' AS news
      FROM notice n
      LEFT JOIN provider p ON p.tenant_id = n.tenant_id AND p.id = n.provider_id
      WHERE n.tenant_id = :tenant
        AND n.closed_at IS NULL
      ORDER BY n.opened_at, n.id
      """;

  private static final String PAST =
      """
      SELECT n.*, p.name AS provider_name, CASE WHEN n.provider_id IS NULL THEN 'CHANGED' ELSE 'OVER' END AS news
      FROM notice n
      LEFT JOIN provider p ON p.tenant_id = n.tenant_id AND p.id = n.provider_id
      WHERE n.tenant_id = :tenant
        AND n.closed_at IS NOT NULL
      ORDER BY n.closed_at DESC, n.id
      LIMIT :limit
      """;

  private static final String LIST_OPEN =
      """
      SELECT n.*, p.name AS provider_name
      FROM notice n
      LEFT JOIN provider p ON p.tenant_id = n.tenant_id AND p.id = n.provider_id
      WHERE n.tenant_id = :tenant
        AND n.closed_at IS NULL
        AND (CAST(:only AS uuid) IS NULL OR n.provider_id = CAST(:only AS uuid))
        AND (:changes OR n.provider_id IS NOT NULL)
        AND (CAST(:at AS timestamptz) IS NULL
             OR (n.opened_at, n.id) > (CAST(:at AS timestamptz), CAST(:after AS uuid)))
      ORDER BY n.opened_at, n.id
      LIMIT :limit
      """;

  private static final String LIST_OVER =
      """
      SELECT n.*, p.name AS provider_name
      FROM notice n
      LEFT JOIN provider p ON p.tenant_id = n.tenant_id AND p.id = n.provider_id
      WHERE n.tenant_id = :tenant
        AND n.closed_at IS NOT NULL
        AND (CAST(:only AS uuid) IS NULL OR n.provider_id = CAST(:only AS uuid))
        AND (:changes OR n.provider_id IS NOT NULL)
        AND (CAST(:at AS timestamptz) IS NULL
             OR (n.closed_at, n.id) < (CAST(:at AS timestamptz), CAST(:after AS uuid)))
      ORDER BY n.closed_at DESC, n.id DESC
      LIMIT :limit
      """;

  private static final String FIND =
      """
      SELECT n.*, p.name AS provider_name
      FROM notice n
      LEFT JOIN provider p ON p.tenant_id = n.tenant_id AND p.id = n.provider_id
      WHERE n.tenant_id = :tenant
        AND n.id = :id
      """;

  private final Db db;

  @Inject
  public NoticeStore(Db db) {
    this.db = db;
  }

  @Override
  public List<NoticeItem> open(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(OPEN)
                .bind("tenant", tenant.value())
                .map((row, context) -> NoticeRow.item(row))
                .list());
  }

  @Override
  public List<NoticeItem> past(TenantId tenant, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(PAST)
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map((row, context) -> NoticeRow.item(row))
                .list());
  }

  @Override
  public List<Named> list(TenantId tenant, Listing asked, int limit) {
    var only = asked.only();
    var after = asked.after();
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(asked.over() ? LIST_OVER : LIST_OPEN)
                .bind("tenant", tenant.value())
                .bind("only", only == null ? null : only.value())
                .bind("changes", asked.changes())
                .bind("at", after == null ? null : after.at())
                .bind("after", after == null ? null : after.id().value())
                .bind("limit", limit)
                .map((row, context) -> named(row))
                .list());
  }

  @Override
  public Optional<Named> find(TenantId tenant, NoticeId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> named(row))
                .findOne());
  }

  private static Named named(ResultSet row) throws SQLException {
    return new Named(NoticeRow.notice(row), Columns.maybeText(row, "provider_name"));
  }
}
