package io.evergrant.api;

import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import jakarta.json.JsonObject;

/** A provider as the API shows it: without what is secret. */
final class ProviderView {
  private ProviderView() {}

  static JsonObject of(WithGrants found) {
    Provider provider = found.provider();
    return new Json()
        .with("id", provider.id())
        .with("name", provider.name())
        .with("issuer", provider.issuer())
        .with("authorization_endpoint", provider.endpoints().authorization())
        .with("token_endpoint", provider.endpoints().token())
        .with("client_id", provider.clientId())
        .with("token_endpoint_auth_method", Parameters.code(provider.clientAuthentication()))
        .with("scope", provider.scope())
        .with("status", Parameters.code(provider.status()))
        .with("status_reason", provider.statusReason())
        .with("grants", found.grants())
        .done();
  }
}
