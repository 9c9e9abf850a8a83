package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.secret.ApiKeySecret;
import jakarta.json.JsonObject;

/** A key as the API shows it: its secret is in the answer that made it alone. */
final class ApiKeyView {
  private ApiKeyView() {}

  static Json of(ApiKey key) {
    return new Json()
        .with("id", key.id())
        .with("name", key.name())
        .with("scopes", Json.texts(key.scopes().stream().sorted().map(ApiScope::code).toList()))
        .with("provider", key.provider())
        .with("addresses", Json.texts(key.addresses()))
        .with("generation", key.generation())
        .with("hint", key.hint())
        .with("previous_ends_at", key.previousEndsAt())
        .with("created_at", key.createdAt())
        .with("ends_at", key.endsAt())
        .with("revoked_at", key.revokedAt())
        .with("last_used_at", key.lastUsedAt());
  }

  static JsonObject made(ApiKey key, ApiKeySecret secret) {
    return of(key).with("secret", secret.reveal()).done();
  }
}
