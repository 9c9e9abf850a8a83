package io.evergrant.api;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import io.evergrant.usecase.provider.Span;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider as the API shows it: without what is secret. */
final class ProviderView {
  static final String FORMER_SECRET_UNTIL = "former_client_secret_until";

  private ProviderView() {}

  /** Within a list. */
  static JsonObject of(WithGrants found) {
    return whole(found.provider()).with("grants", found.grants()).done();
  }

  /** By itself: all of it changes its version alone. */
  static JsonObject of(Provider provider) {
    return whole(provider).done();
  }

  private static Json whole(Provider provider) {
    var view = new Json().with("id", provider.id());
    changeable(provider).forEach(view::with);
    return view.with("status", Parameters.code(provider.status()))
        .with("status_reason", provider.statusReason())
        .with(FORMER_SECRET_UNTIL, provider.formerSecretUntil())
        .with(Conditions.VERSION, provider.version());
  }

  /** What a change may name, in the names of RFC 7591 and RFC 8414 where they have one. */
  static JsonObject changeable(Provider provider) {
    var endpoints = provider.endpoints();
    return new Json()
        .with("name", provider.name())
        .with("issuer", provider.issuer())
        .with(ProviderBody.ISSUER_IN_RESPONSE, provider.issuerInResponse())
        .with("authorization_endpoint", endpoints.authorization())
        .with("token_endpoint", endpoints.token())
        .with(ProviderBody.REFRESH, endpoints.refresh())
        .with("introspection_endpoint", endpoints.introspection())
        .with("revocation_endpoint", endpoints.revocation())
        .with("userinfo_endpoint", endpoints.userinfo())
        .with(ProviderBody.PUSHED, endpoints.pushedAuthorization())
        .with("client_id", provider.clientId())
        .with("token_endpoint_auth_method", Parameters.code(provider.clientAuthentication()))
        .with(ProviderBody.SIGNING_ALG, provider.assertion().algorithm())
        .with(ProviderBody.AUDIENCE, Parameters.code(provider.assertion().audience()))
        .with("scope", provider.scope())
        .with(ProviderBody.SEPARATOR, Parameters.code(provider.dialect().scopeSeparator()))
        .with("authorize_parameters", Json.texts(provider.authorizeParameters()))
        .with(ProviderBody.BODY, Parameters.code(provider.dialect().body()))
        .with(ProviderBody.TOKEN_PARAMETERS, Json.texts(provider.dialect().tokenParameters()))
        .with("policy", policy(provider.policy()))
        .done();
  }

  private static JsonObject policy(RefreshPolicy policy) {
    var probe = policy.probe();
    var guard = policy.guard();
    var consent = guard.consentLife();
    return new Json()
        .with("mode", Parameters.code(policy.mode()))
        .with("proof", Parameters.code(policy.proof()))
        .with("probe", probe == null ? null : probe.uri())
        .with("probe_status", probe == null ? null : probe.status())
        .with("introspects_refresh_tokens", policy.introspectsRefreshTokens())
        .with("reuse", Parameters.code(policy.reuse()))
        .with("reuse_grace", policy.reuseGrace().toSeconds())
        .with("idle_limit", span(policy.idleLimit()))
        .with("absolute_limit", span(policy.absoluteLimit()))
        .with(ProviderBody.REFUSES_IMPORT, guard.refusesImport())
        .with(ProviderBody.REFUSES_HAND_OVER, guard.refusesHandOver())
        .with(ProviderBody.CONSENT_DAYS, consent == null ? null : consent.toDays())
        .done();
  }

  private static @Nullable String span(@Nullable Duration limit) {
    return limit == null ? null : Span.write(limit);
  }
}
