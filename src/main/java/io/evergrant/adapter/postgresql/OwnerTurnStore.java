package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import io.evergrant.usecase.port.OwnerTurns;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The asking of owners over all tenants, by functions that are made for it. */
@Singleton
public class OwnerTurnStore implements OwnerTurns {
  private static final String CLAIM =
      """
      SELECT tenant_id
      FROM eg_claim_owner_turns(:limit, :rest_ms * interval '1 millisecond')
      """;

  private static final String CLAIM_MAIL =
      """
      SELECT *
      FROM eg_claim_owner_mails(1, :lease_ms * interval '1 millisecond')
      """;

  private final Db db;

  @Inject
  public OwnerTurnStore(Db db) {
    this.db = db;
  }

  @Override
  public List<TenantId> claim(int limit, Duration rest) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("limit", limit)
                .bind("rest_ms", rest.toMillis())
                .map((row, context) -> new TenantId(Columns.uuid(row, "tenant_id")))
                .list());
  }

  @Override
  public Optional<MailTurn> claimMail(Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM_MAIL)
                .bind("lease_ms", lease.toMillis())
                .map(
                    (row, context) ->
                        new MailTurn(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            Columns.uuid(row, "id"),
                            row.getLong("fence")))
                .findOne());
  }
}
