package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.HandOvers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hand-overs, in table {@code hand_over}. */
@Singleton
public class HandOverStore implements HandOvers {
  /** One reading of the clock for both times: the table compares them. */
  private static final String INSERT =
      """
      WITH clock AS MATERIALIZED (
        SELECT eg_now() AS now
      )
      INSERT INTO hand_over (
        tenant_id, id, grant_id, asked_by, session_hash, reason, public_key, asked_at, ends_at)
      SELECT :tenant, :id, :grant, :by, :session, :reason, :public_key,
             c.now, c.now + :life_ms * interval '1 millisecond'
      FROM clock c
      """;

  private static final String FIND =
      """
      SELECT h.*, a.email AS asker, d.email AS decider
      FROM hand_over h
      JOIN member a ON a.id = h.asked_by
      LEFT JOIN member d ON d.id = h.decided_by
      WHERE h.tenant_id = :tenant
        AND h.id = :id
      """;

  private static final String LIST =
      """
      SELECT h.*, a.email AS asker, d.email AS decider
      FROM hand_over h
      JOIN member a ON a.id = h.asked_by
      LEFT JOIN member d ON d.id = h.decided_by
      WHERE h.tenant_id = :tenant
        AND (CAST(:only AS uuid) IS NULL
             OR EXISTS (
               SELECT 1
               FROM oauth_grant g
               WHERE g.tenant_id = h.tenant_id
                 AND g.id = h.grant_id
                 AND g.provider_id = CAST(:only AS uuid)
             ))
      ORDER BY h.asked_at DESC, h.id
      LIMIT :limit
      """;

  private static final String COUNT_ASKED =
      """
      SELECT count(*)
      FROM hand_over
      WHERE tenant_id = :tenant
        AND decided_at IS NULL
        AND ends_at > eg_now()
      """;

  private static final String DECIDE =
      """
      UPDATE hand_over
      SET decided_by = :by,
          decided_at = eg_now(),
          approved = :approved
      WHERE tenant_id = :tenant
        AND id = :id
        AND asked_by <> :by
        AND decided_at IS NULL
        AND ends_at > eg_now()
      """;

  private static final String TAKE =
      """
      WITH taken AS (
        UPDATE hand_over
        SET handed_over_at = eg_now()
        WHERE tenant_id = :tenant
          AND id = :id
          AND asked_by = :by
          AND session_hash = :session
          AND approved
          AND handed_over_at IS NULL
          AND ends_at > eg_now()
        RETURNING grant_id
      ),
      shared AS (
        UPDATE oauth_grant g
        SET shared_at = eg_now()
        FROM taken t
        WHERE g.tenant_id = :tenant
          AND g.id = t.grant_id
      )
      SELECT count(*) FROM taken
      """;

  private final Db db;

  @Inject
  public HandOverStore(Db db) {
    this.db = db;
  }

  @Override
  public HandOver insert(Fresh wish) {
    return db.inTenant(
        wish.tenant(),
        handle -> {
          handle
              .createUpdate(INSERT)
              .bind("tenant", wish.tenant().value())
              .bind("id", wish.id().value())
              .bind("grant", wish.grant().value())
              .bind("by", wish.askedBy().value())
              .bind("session", wish.sessionHash())
              .bind("reason", wish.reason())
              .bind("public_key", wish.publicKey())
              .bind("life_ms", wish.life().toMillis())
              .execute();
          return handle
              .createQuery(FIND)
              .bind("tenant", wish.tenant().value())
              .bind("id", wish.id().value())
              .map((row, context) -> handOver(row))
              .one();
        });
  }

  @Override
  public Optional<HandOver> find(TenantId tenant, HandOverId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map((row, context) -> handOver(row))
                .findOne());
  }

  @Override
  public List<HandOver> list(TenantId tenant, @Nullable ProviderId only, int limit) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(LIST)
                .bind("tenant", tenant.value())
                .bind("only", only == null ? null : only.value())
                .bind("limit", limit)
                .map((row, context) -> handOver(row))
                .list());
  }

  @Override
  public int countAsked(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(COUNT_ASKED)
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public boolean decide(TenantId tenant, HandOverId id, MemberId by, boolean approved) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(DECIDE)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("by", by.value())
                    .bind("approved", approved)
                    .execute()
                == 1);
  }

  @Override
  public boolean take(TenantId tenant, HandOverId id, MemberId by, String sessionHash) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createQuery(TAKE)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("by", by.value())
                    .bind("session", sessionHash)
                    .mapTo(Integer.class)
                    .one()
                == 1);
  }

  private static HandOver handOver(ResultSet row) throws SQLException {
    return new HandOver(
        new HandOverId(Columns.uuid(row, "id")),
        new TenantId(Columns.uuid(row, "tenant_id")),
        new GrantId(Columns.uuid(row, "grant_id")),
        new MemberId(Columns.uuid(row, "asked_by")),
        Columns.text(row, "asker"),
        Columns.text(row, "reason"),
        Columns.text(row, "public_key"),
        Columns.instant(row, "asked_at"),
        Columns.instant(row, "ends_at"),
        Columns.maybeText(row, "decider"),
        row.getBoolean("approved"),
        Columns.maybeInstant(row, "handed_over_at"));
  }
}
