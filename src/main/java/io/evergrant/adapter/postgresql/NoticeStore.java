package io.evergrant.adapter.postgresql;

import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Notices;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

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
}
