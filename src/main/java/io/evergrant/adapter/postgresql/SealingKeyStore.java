package io.evergrant.adapter.postgresql;

import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.EndedSealingKeys;
import io.evergrant.usecase.port.SealingKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Sealing keys, in table {@code sealing_key}. */
@Singleton
public class SealingKeyStore implements SealingKeys, EndedSealingKeys {
  private static final String COUNT_OPEN =
      """
      SELECT count(*)
      FROM sealing_key
      WHERE tenant_id = :tenant
        AND used_at IS NULL
        AND ends_at > eg_now()
      """;

  /** One reading of the clock for both times: the table compares them. */
  private static final String INSERT =
      """
      WITH clock AS MATERIALIZED (
        SELECT eg_now() AS now
      )
      INSERT INTO sealing_key (tenant_id, id, member_id, session_hash, made_at, ends_at)
      SELECT :tenant, :id, :member, :session, c.now, c.now + :life_ms * interval '1 millisecond'
      FROM clock c
      RETURNING ends_at
      """;

  /** The statement that changes a row is the one that may use the key. */
  private static final String TAKE =
      """
      UPDATE sealing_key
      SET used_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND member_id = :member
        AND session_hash = :session
        AND used_at IS NULL
        AND ends_at > eg_now()
      """;

  private static final String WHY_NOT =
      """
      SELECT CASE WHEN used_at IS NOT NULL THEN 'USED' ELSE 'ENDED' END
      FROM sealing_key
      WHERE tenant_id = :tenant
        AND id = :id
        AND member_id = :member
        AND session_hash = :session
      """;

  private static final String DESTROYED =
      """
      UPDATE sealing_key
      SET destroyed_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND destroyed_at IS NULL
      """;

  private static final String TO_DESTROY =
      """
      SELECT *
      FROM eg_sealing_keys_to_destroy(:limit)
      """;

  private static final String FORGET =
      """
      SELECT eg_sweep_sealing_keys(:age_ms * interval '1 millisecond')
      """;

  private final Db db;

  @Inject
  public SealingKeyStore(Db db) {
    this.db = db;
  }

  @Override
  public int countOpen(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(COUNT_OPEN)
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public Instant insert(Fresh key) {
    return db.inTenant(
        key.tenant(),
        handle ->
            handle
                .createQuery(INSERT)
                .bind("tenant", key.tenant().value())
                .bind("id", key.id().value())
                .bind("member", key.member().value())
                .bind("session", key.sessionHash())
                .bind("life_ms", key.life().toMillis())
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
  }

  @Override
  public Taken take(TenantId tenant, SealingKeyId id, MemberId member, String sessionHash) {
    return db.inTenant(
        tenant,
        handle -> {
          var taken =
              handle
                  .createUpdate(TAKE)
                  .bind("tenant", tenant.value())
                  .bind("id", id.value())
                  .bind("member", member.value())
                  .bind("session", sessionHash)
                  .execute();
          return taken == 1
              ? Taken.TAKEN
              : handle
                  .createQuery(WHY_NOT)
                  .bind("tenant", tenant.value())
                  .bind("id", id.value())
                  .bind("member", member.value())
                  .bind("session", sessionHash)
                  .mapTo(String.class)
                  .findOne()
                  .map(Taken::valueOf)
                  .orElse(Taken.UNKNOWN);
        });
  }

  @Override
  public void destroyed(TenantId tenant, SealingKeyId id) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(DESTROYED)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute());
  }

  @Override
  public List<Ended> toDestroy(int limit) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(TO_DESTROY)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Ended(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            new SealingKeyId(Columns.uuid(row, "id"))))
                .list());
  }

  @Override
  public long forget(Duration age) {
    return db.acrossTenants(
        handle ->
            handle.createQuery(FORGET).bind("age_ms", age.toMillis()).mapTo(Long.class).one());
  }
}
