package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeTurns;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Notices over all tenants, by functions that are made for it. */
@Singleton
public class NoticeTurnStore implements NoticeTurns {
  private static final String CLAIM =
      """
      SELECT tenant_id
      FROM eg_claim_notice_turns(:node, :limit, :lease_ms * interval '1 millisecond')
      """;

  private static final String CLAIM_MAILS =
      """
      SELECT *
      FROM eg_claim_notice_mails(:limit, :lease_ms * interval '1 millisecond')
      """;

  private final Db db;

  @Inject
  public NoticeTurnStore(Db db) {
    this.db = db;
  }

  @Override
  public List<TenantId> claim(String node, int limit, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("limit", limit)
                .bind("lease_ms", lease.toMillis())
                .map((row, context) -> new TenantId(Columns.uuid(row, "tenant_id")))
                .list());
  }

  @Override
  public List<MailTurn> claimMails(int limit, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM_MAILS)
                .bind("limit", limit)
                .bind("lease_ms", lease.toMillis())
                .map(
                    (row, context) ->
                        new MailTurn(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            Columns.uuid(row, "id"),
                            row.getLong("fence")))
                .list());
  }
}
