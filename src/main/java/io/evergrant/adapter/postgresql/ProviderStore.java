package io.evergrant.adapter.postgresql;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Providers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Provider registrations, in table {@code provider}. */
@Singleton
public class ProviderStore implements Providers {
  private static final String FIND =
      """
      SELECT p.*,
             ARRAY(SELECT k FROM jsonb_object_keys(p.authorize_parameters) k ORDER BY k) AS parameter_keys,
             ARRAY(SELECT p.authorize_parameters ->> k
                   FROM jsonb_object_keys(p.authorize_parameters) k
                   ORDER BY k) AS parameter_values,
             ARRAY(SELECT k FROM jsonb_object_keys(p.token_parameters) k ORDER BY k) AS token_parameter_keys,
             ARRAY(SELECT p.token_parameters ->> k
                   FROM jsonb_object_keys(p.token_parameters) k
                   ORDER BY k) AS token_parameter_values
      FROM provider p
      WHERE p.tenant_id = :tenant
        AND (CAST(:id AS uuid) IS NULL OR p.id = CAST(:id AS uuid))
      ORDER BY lower(p.name COLLATE pg_c_utf8), p.id
      """;

  private static final String INSERT =
      """
      INSERT INTO provider (
        tenant_id, id, name, issuer, issuer_in_response, authorization_endpoint, token_endpoint,
        refresh_endpoint, introspection_endpoint, revocation_endpoint, userinfo_endpoint, pushed_authorization_endpoint, client_id,
        client_authentication, signing_algorithm, assertion_audience,
        scope, scope_separator, authorize_parameters, token_body, token_parameters, refresh_mode, margin_ms, assumed_life_ms, idle_limit_ms, reuse_grace_ms,
        reuse_consequence, proof_kind, deadline_ms, absolute_limit_ms, introspects_refresh_tokens, probe_uri,
        probe_status, import_refused, hand_over_refused, consent_days, status, status_reason, version)
      VALUES (
        :tenant, :id, :name, :issuer, :issuer_in_response, :authorization, :token,
        :refresh, :introspection, :revocation, :userinfo, :pushed_authorization, :client_id,
        :client_authentication, :signing_algorithm, :assertion_audience,
        :scope, :scope_separator, jsonb_object(:parameter_keys, :parameter_values), :token_body,
        jsonb_object(:token_parameter_keys, :token_parameter_values), :mode, :margin, :assumed_life, :idle_limit,
        :reuse_grace, :reuse, :proof, :deadline, :absolute_limit, :introspects, :probe_uri,
        :probe_status, :import_refused, :hand_over_refused, :consent_days, :status, :status_reason, :version)
      ON CONFLICT DO NOTHING
      """;

  private static final String UPDATE =
      """
      WITH changed AS (
        UPDATE provider
        SET name = :name,
            issuer = :issuer,
            issuer_in_response = :issuer_in_response,
            authorization_endpoint = :authorization,
            token_endpoint = :token,
            refresh_endpoint = :refresh,
            introspection_endpoint = :introspection,
            revocation_endpoint = :revocation,
            userinfo_endpoint = :userinfo,
            pushed_authorization_endpoint = :pushed_authorization,
            client_id = :client_id,
            client_authentication = :client_authentication,
            signing_algorithm = :signing_algorithm,
            assertion_audience = :assertion_audience,
            scope = :scope,
            scope_separator = :scope_separator,
            authorize_parameters = jsonb_object(:parameter_keys, :parameter_values),
            token_body = :token_body,
            token_parameters = jsonb_object(:token_parameter_keys, :token_parameter_values),
            refresh_mode = :mode,
            margin_ms = :margin,
            assumed_life_ms = :assumed_life,
            idle_limit_ms = :idle_limit,
            reuse_grace_ms = :reuse_grace,
            reuse_consequence = :reuse,
            proof_kind = :proof,
            deadline_ms = :deadline,
            absolute_limit_ms = :absolute_limit,
            introspects_refresh_tokens = :introspects,
            probe_uri = :probe_uri,
            probe_status = :probe_status,
            import_refused = :import_refused,
            hand_over_refused = :hand_over_refused,
            consent_days = :consent_days,
            updated_at = eg_now(),
            version = version + 1
        WHERE tenant_id = :tenant
          AND id = :id
          AND version = :version
          AND NOT EXISTS (
            SELECT FROM provider other
            WHERE other.tenant_id = :tenant
              AND other.id <> :id
              AND lower(other.name COLLATE pg_c_utf8) = lower(CAST(:name AS text) COLLATE pg_c_utf8))
        RETURNING id
      ),
      """
          + ChangedProvider.ASK_AT_ONCE;

  private static final String SET_STATUS =
      """
      WITH changed AS (
        UPDATE provider
        SET status = :status,
            status_reason = :reason,
            status_since = eg_now(),
            updated_at = eg_now(),
            version = version + 1
        WHERE tenant_id = :tenant
          AND id = :id
          AND status <> :status
        RETURNING id
      ),
      """
          + ChangedProvider.ASK_AT_ONCE;

  private final Db db;

  @Inject
  public ProviderStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Provider> find(TenantId tenant, ProviderId id) {
    return select(tenant, id).stream().findFirst();
  }

  @Override
  public List<Provider> list(TenantId tenant) {
    return select(tenant, null);
  }

  private List<Provider> select(TenantId tenant, @Nullable ProviderId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .bind("id", id == null ? null : id.value())
                .map(new ProviderRow())
                .list());
  }

  @Override
  public boolean insert(Provider provider) {
    return db.inTenant(
        provider.tenant(),
        handle ->
            ProviderRow.bind(handle.createUpdate(INSERT), provider)
                    .bind("status", provider.status().name())
                    .bind("status_reason", provider.statusReason())
                    .bind("version", provider.version())
                    .execute()
                == 1);
  }

  @Override
  public boolean update(Provider provider) {
    return db.inTenant(
        provider.tenant(),
        handle -> {
          ChangedProvider.breakerFirst(handle, provider.tenant(), provider.id());
          return ProviderRow.bind(handle.createQuery(UPDATE), provider)
                  .bind("version", provider.version())
                  .mapTo(Long.class)
                  .one()
              == 1;
        });
  }

  @Override
  public boolean setStatus(
      TenantId tenant, ProviderId id, ProviderStatus status, @Nullable String reason) {
    return db.inTenant(
        tenant,
        handle -> {
          ChangedProvider.breakerFirst(handle, tenant, id);
          return handle
                  .createQuery(SET_STATUS)
                  .bind("tenant", tenant.value())
                  .bind("id", id.value())
                  .bind("status", status.name())
                  .bind("reason", reason)
                  .mapTo(Long.class)
                  .one()
              == 1;
        });
  }
}
