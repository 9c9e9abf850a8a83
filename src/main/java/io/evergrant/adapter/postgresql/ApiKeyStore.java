package io.evergrant.adapter.postgresql;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ApiKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** API keys, in tables {@code api_key} and {@code api_key_secret}. */
@Singleton
public class ApiKeyStore implements ApiKeys {
  private static final String SELECT =
      """
      SELECT k.*, s.hint,
             (SELECT max(o.ends_at)
              FROM api_key_secret o
              WHERE o.tenant_id = k.tenant_id
                AND o.key_id = k.id
                AND o.ends_at > eg_now()) AS previous_ends_at
      FROM api_key k
      JOIN api_key_secret s ON s.tenant_id = k.tenant_id AND s.key_id = k.id AND s.ends_at IS NULL
      WHERE k.tenant_id = :tenant
      """;

  private static final String ORDER =
      """
      ORDER BY k.revoked_at IS NOT NULL, lower(k.name COLLATE pg_c_utf8), k.id
      """;

  private static final String INSERT =
      """
      WITH made AS (
        INSERT INTO api_key (tenant_id, id, name, scopes, provider_id, addresses, ends_at)
        VALUES (
          :tenant, :id, :name, :scopes, CAST(:provider AS uuid), :addresses,
          eg_now() + CAST(:life_ms AS bigint) * interval '1 millisecond')
        ON CONFLICT DO NOTHING
        RETURNING tenant_id, id
      )
      INSERT INTO api_key_secret (tenant_id, key_id, hash, hint)
      SELECT m.tenant_id, m.id, :hash, :hint
      FROM made m
      """;

  /** The newest secret is the one without an end: a key has exactly one. */
  private static final String ROTATE =
      """
      WITH turned AS (
        UPDATE api_key
        SET generation = generation + 1
        WHERE tenant_id = :tenant
          AND id = :id
          AND generation = :generation
          AND revoked_at IS NULL
        RETURNING tenant_id, id
      ),
      older AS (
        UPDATE api_key_secret s
        SET ends_at = least(s.ends_at, eg_now() + :overlap_ms * interval '1 millisecond')
        FROM turned t
        WHERE s.tenant_id = t.tenant_id
          AND s.key_id = t.id
      )
      INSERT INTO api_key_secret (tenant_id, key_id, hash, hint)
      SELECT t.tenant_id, t.id, :hash, :hint
      FROM turned t
      """;

  private static final String KNOWN_TO =
      """
      UPDATE api_key
      SET known_to = ARRAY(
        SELECT unnest(known_to)
        UNION
        SELECT CAST(:member AS uuid) WHERE CAST(:member AS uuid) IS NOT NULL
        UNION
        SELECT unnest(o.known_to) FROM api_key o WHERE o.tenant_id = :tenant AND o.id = CAST(:key AS uuid))
      WHERE tenant_id = :tenant
        AND id = :id
      """;

  private static final String REVOKE =
      """
      UPDATE api_key
      SET revoked_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND revoked_at IS NULL
      """;

  /** Calls that come at once do not wait for each other to write the same. */
  private static final String USED =
      """
      UPDATE api_key
      SET last_used_at = eg_now()
      WHERE (tenant_id, id) IN (
        SELECT k.tenant_id, k.id
        FROM api_key k
        WHERE k.tenant_id = :tenant
          AND k.id = :id
        FOR NO KEY UPDATE SKIP LOCKED)
      """;

  private final Db db;

  @Inject
  public ApiKeyStore(Db db) {
    this.db = db;
  }

  @Override
  public List<ApiKey> list(TenantId tenant) {
    return select(tenant, new Conditions(), ORDER);
  }

  @Override
  public Optional<ApiKey> find(TenantId tenant, ApiKeyId id) {
    return select(tenant, new Conditions().and("k.id = :id", "id", id.value()), "").stream()
        .findFirst();
  }

  private List<ApiKey> select(TenantId tenant, Conditions conditions, String order) {
    return db.inTenant(
        tenant,
        handle ->
            conditions
                .bind(handle.createQuery(conditions.appendedTo(SELECT, order)))
                .bind("tenant", tenant.value())
                .map(new ApiKeyRow())
                .list());
  }

  @Override
  public boolean insert(Fresh key, Hashed secret) {
    var provider = key.provider();
    var life = key.life();
    return db.inTenant(
        key.tenant(),
        handle ->
            handle
                    .createUpdate(INSERT)
                    .bind("tenant", key.tenant().value())
                    .bind("id", key.id().value())
                    .bind("name", key.name())
                    .bind(
                        "scopes", key.scopes().stream().map(ApiScope::code).toArray(String[]::new))
                    .bind("provider", provider == null ? null : provider.value())
                    .bind(
                        "addresses",
                        key.addresses().stream().map(AddressRange::toString).toArray(String[]::new))
                    .bind("life_ms", life == null ? null : life.toMillis())
                    .bind("hash", secret.hash())
                    .bind("hint", secret.hint())
                    .execute()
                == 1);
  }

  @Override
  public boolean rotate(
      TenantId tenant, ApiKeyId id, long generation, Hashed secret, Duration overlap) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(ROTATE)
                    .bind("tenant", tenant.value())
                    .bind("id", id.value())
                    .bind("generation", generation)
                    .bind("overlap_ms", overlap.toMillis())
                    .bind("hash", secret.hash())
                    .bind("hint", secret.hint())
                    .execute()
                == 1);
  }

  @Override
  public void knownTo(TenantId tenant, ApiKeyId id, Actor by) {
    var member = by instanceof Actor.Person person ? person.id().value() : null;
    var key = by instanceof Actor.ApiKey other ? other.id().value() : null;
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(KNOWN_TO)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .bind("member", member)
                .bind("key", key)
                .execute());
  }

  @Override
  public boolean revoke(TenantId tenant, ApiKeyId id) {
    return run(REVOKE, tenant, id) == 1;
  }

  @Override
  public void used(TenantId tenant, ApiKeyId id) {
    run(USED, tenant, id);
  }

  private int run(String statement, TenantId tenant, ApiKeyId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(statement)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .execute());
  }
}
