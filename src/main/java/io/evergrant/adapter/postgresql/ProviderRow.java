package io.evergrant.adapter.postgresql;

import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Dialect;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Probe;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.domain.provider.TokenRequestBody;
import io.evergrant.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A row of {@code provider}, both ways. */
final class ProviderRow implements RowMapper<Provider> {
  @Override
  public Provider map(ResultSet row, StatementContext context) throws SQLException {
    return new Provider(
        new ProviderId(Columns.uuid(row, "id")),
        new TenantId(Columns.uuid(row, "tenant_id")),
        Columns.text(row, "name"),
        Columns.maybeUri(row, "issuer"),
        row.getBoolean("issuer_in_response"),
        endpoints(row),
        Columns.text(row, "client_id"),
        ClientAuthentication.valueOf(Columns.text(row, "client_authentication")),
        new ClientAssertion(
            SigningAlgorithm.valueOf(Columns.text(row, "signing_algorithm")),
            ClientAssertion.Audience.valueOf(Columns.text(row, "assertion_audience"))),
        Scope.parse(Columns.text(row, "scope")),
        Columns.map(row, "parameter_keys", "parameter_values"),
        new Dialect(
            ScopeSeparator.valueOf(Columns.text(row, "scope_separator")),
            TokenRequestBody.valueOf(Columns.text(row, "token_body")),
            Columns.map(row, "token_parameter_keys", "token_parameter_values")),
        policy(row),
        ProviderStatus.valueOf(Columns.text(row, "status")),
        Columns.maybeText(row, "status_reason"),
        Columns.maybeInstant(row, "former_secret_until"),
        row.getLong("version"));
  }

  private static Endpoints endpoints(ResultSet row) throws SQLException {
    return new Endpoints(
        Columns.uri(row, "authorization_endpoint"),
        Columns.uri(row, "token_endpoint"),
        Columns.maybeUri(row, "refresh_endpoint"),
        Columns.maybeUri(row, "introspection_endpoint"),
        Columns.maybeUri(row, "revocation_endpoint"),
        Columns.maybeUri(row, "userinfo_endpoint"),
        Columns.maybeUri(row, "pushed_authorization_endpoint"));
  }

  private static RefreshPolicy policy(ResultSet row) throws SQLException {
    return new RefreshPolicy(
        RefreshMode.valueOf(Columns.text(row, "refresh_mode")),
        Columns.millis(row, "margin_ms"),
        Columns.millis(row, "assumed_life_ms"),
        Columns.maybeMillis(row, "idle_limit_ms"),
        Columns.millis(row, "reuse_grace_ms"),
        ReuseConsequence.valueOf(Columns.text(row, "reuse_consequence")),
        ProofKind.valueOf(Columns.text(row, "proof_kind")),
        Columns.millis(row, "deadline_ms"),
        Columns.maybeMillis(row, "absolute_limit_ms"),
        row.getBoolean("introspects_refresh_tokens"),
        probe(row),
        guard(row));
  }

  private static TokenGuard guard(ResultSet row) throws SQLException {
    var days = row.getObject("consent_days", Integer.class);
    return new TokenGuard(
        row.getBoolean("import_refused"),
        row.getBoolean("hand_over_refused"),
        days == null ? null : Duration.ofDays(days));
  }

  private static @Nullable Probe probe(ResultSet row) throws SQLException {
    var uri = Columns.maybeUri(row, "probe_uri");
    return uri == null ? null : new Probe(uri, row.getInt("probe_status"));
  }

  static <S extends SqlStatement<S>> S bind(S statement, Provider provider) {
    var endpoints = provider.endpoints();
    statement
        .bind("id", provider.id().value())
        .bind("tenant", provider.tenant().value())
        .bind("name", provider.name())
        .bind("issuer", Texts.of(provider.issuer()))
        .bind("issuer_in_response", provider.issuerInResponse())
        .bind("authorization", endpoints.authorization().toString())
        .bind("token", endpoints.token().toString())
        .bind("refresh", Texts.of(endpoints.refresh()))
        .bind("introspection", Texts.of(endpoints.introspection()))
        .bind("revocation", Texts.of(endpoints.revocation()))
        .bind("userinfo", Texts.of(endpoints.userinfo()))
        .bind("pushed_authorization", Texts.of(endpoints.pushedAuthorization()))
        .bind("client_id", provider.clientId())
        .bind("client_authentication", provider.clientAuthentication().name())
        .bind("signing_algorithm", provider.assertion().algorithm().name())
        .bind("assertion_audience", provider.assertion().audience().name())
        .bind("scope", provider.scope().toString());
    TextMap.bind(statement, "parameter_keys", "parameter_values", provider.authorizeParameters());
    bind(statement, provider.dialect());
    return bind(statement, provider.policy());
  }

  private static <S extends SqlStatement<S>> void bind(S statement, Dialect dialect) {
    statement
        .bind("scope_separator", dialect.scopeSeparator().name())
        .bind("token_body", dialect.body().name());
    TextMap.bind(
        statement, "token_parameter_keys", "token_parameter_values", dialect.tokenParameters());
  }

  private static <S extends SqlStatement<S>> S bind(S statement, RefreshPolicy policy) {
    var idleLimit = policy.idleLimit();
    var absoluteLimit = policy.absoluteLimit();
    var probe = policy.probe();
    var guard = policy.guard();
    var consentLife = guard.consentLife();
    return statement
        .bind("import_refused", guard.refusesImport())
        .bind("hand_over_refused", guard.refusesHandOver())
        .bind("consent_days", consentLife == null ? null : (Long) consentLife.toDays())
        .bind("mode", policy.mode().name())
        .bind("margin", policy.margin().toMillis())
        .bind("assumed_life", policy.assumedLife().toMillis())
        .bind("idle_limit", idleLimit == null ? null : (Long) idleLimit.toMillis())
        .bind("reuse_grace", policy.reuseGrace().toMillis())
        .bind("reuse", policy.reuse().name())
        .bind("proof", policy.proof().name())
        .bind("deadline", policy.deadline().toMillis())
        .bind("absolute_limit", absoluteLimit == null ? null : (Long) absoluteLimit.toMillis())
        .bind("introspects", policy.introspectsRefreshTokens())
        .bind("probe_uri", probe == null ? null : probe.uri().toString())
        .bind("probe_status", probe == null ? null : (Integer) probe.status());
  }
}
