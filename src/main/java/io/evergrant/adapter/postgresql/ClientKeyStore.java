package io.evergrant.adapter.postgresql;

import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ClientKeys;
import io.evergrant.usecase.port.EndedClientProofs;
import io.evergrant.usecase.port.PublishedClientKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** Clients' keys, in table {@code client_key}; and what of them has ended. */
@Singleton
public class ClientKeyStore implements ClientKeys, PublishedClientKeys, EndedClientProofs {
  private static final String INSERT =
      """
      INSERT INTO client_key (tenant_id, id, provider_id, algorithm, kid, jwk, signs_since)
      VALUES (:tenant, :id, :provider, :algorithm, :kid, :jwk, CASE WHEN :signs THEN eg_now() END)
      """;

  private static final String LIST =
      """
      SELECT id, tenant_id, provider_id, algorithm, kid, jwk, made_at, signs_since, published_until
      FROM client_key
      WHERE tenant_id = :tenant
        AND provider_id = :provider
        AND (published_until IS NULL OR published_until > eg_now())
      ORDER BY made_at DESC, id
      """;

  /** One statement: at no time do two sign, or none. */
  private static final String USE =
      """
      WITH used AS (
        SELECT made_at
        FROM client_key
        WHERE tenant_id = :tenant
          AND provider_id = :provider
          AND id = :id
          AND signs_since IS NULL
          AND published_until IS NULL
        FOR UPDATE
      )
      UPDATE client_key k
      SET signs_since = CASE WHEN k.id = :id THEN eg_now() ELSE k.signs_since END,
          published_until =
            CASE WHEN k.id <> :id THEN eg_now() + :overlap_ms * interval '1 millisecond' END
      FROM used
      WHERE k.tenant_id = :tenant
        AND k.provider_id = :provider
        AND k.made_at <= used.made_at
        AND (k.id = :id OR k.published_until IS NULL)
      """;

  private static final String END_ALL =
      """
      UPDATE client_key
      SET published_until = eg_now()
      WHERE tenant_id = :tenant
        AND provider_id = :provider
        AND (published_until IS NULL OR published_until > eg_now())
      """;

  private static final String REMOVE =
      "DELETE FROM client_key WHERE tenant_id = :tenant AND id = :id";

  private final Db db;

  @Inject
  public ClientKeyStore(Db db) {
    this.db = db;
  }

  @Override
  public void insert(TenantId tenant, ProviderId provider, Fresh key, boolean signs) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("tenant", tenant.value())
                .bind("id", key.id().value())
                .bind("provider", provider.value())
                .bind("algorithm", key.algorithm().name())
                .bind("kid", key.keyId())
                .bind("jwk", key.jwk())
                .bind("signs", signs)
                .execute());
  }

  @Override
  public List<ClientKey> list(TenantId tenant, ProviderId provider) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(LIST)
                .bind("tenant", tenant.value())
                .bind("provider", provider.value())
                .map(ClientKeyStore::key)
                .list());
  }

  private static ClientKey key(ResultSet row, StatementContext context) throws SQLException {
    return new ClientKey(
        new ClientKeyId(Columns.uuid(row, "id")),
        new TenantId(Columns.uuid(row, "tenant_id")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        SigningAlgorithm.valueOf(Columns.text(row, "algorithm")),
        Columns.text(row, "kid"),
        Columns.text(row, "jwk"),
        Columns.instant(row, "made_at"),
        Columns.maybeInstant(row, "signs_since"),
        Columns.maybeInstant(row, "published_until"));
  }

  @Override
  public boolean use(TenantId tenant, ProviderId provider, ClientKeyId key, Duration overlap) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(USE)
                    .bind("tenant", tenant.value())
                    .bind("provider", provider.value())
                    .bind("id", key.value())
                    .bind("overlap_ms", overlap.toMillis())
                    .execute()
                > 0);
  }

  @Override
  public void endAll(TenantId tenant, ProviderId provider) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(END_ALL)
                .bind("tenant", tenant.value())
                .bind("provider", provider.value())
                .execute());
  }

  @Override
  public void remove(TenantId tenant, ClientKeyId key) {
    db.inTenant(
        tenant,
        handle ->
            handle
                .createUpdate(REMOVE)
                .bind("tenant", tenant.value())
                .bind("id", key.value())
                .execute());
  }

  @Override
  public List<String> of(ProviderId provider) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery("SELECT jwk FROM eg_published_client_keys(:provider)")
                .bind("provider", provider.value())
                .mapTo(String.class)
                .list());
  }

  @Override
  public List<EndedKey> keys(int limit) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(
                    "SELECT tenant_id, id, provider_id, kid FROM eg_ended_client_keys(:limit)")
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new EndedKey(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            new ClientKeyId(Columns.uuid(row, "id")),
                            new ProviderId(Columns.uuid(row, "provider_id")),
                            Columns.text(row, "kid")))
                .list());
  }

  @Override
  public List<EndedSecret> formerSecrets(int limit) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery("SELECT tenant_id, id FROM eg_ended_former_secrets(:limit)")
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new EndedSecret(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            new ProviderId(Columns.uuid(row, "id"))))
                .list());
  }
}
