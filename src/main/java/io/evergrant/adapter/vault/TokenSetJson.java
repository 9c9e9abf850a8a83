package io.evergrant.adapter.vault;

import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The plain text of a sealed token set: JSON with a version, so that an older portal says that it
 * cannot read what a newer one wrote, instead of losing part of it.
 */
final class TokenSetJson {
  private static final int VERSION = 1;

  private TokenSetJson() {}

  static JsonObject write(TokenSet tokens) {
    var access = tokens.accessToken();
    return Json.object()
        .add("v", VERSION)
        .add("refresh_token", tokens.refreshToken().reveal())
        .addIfNotNull("access_token", access == null ? null : access.reveal())
        .addIfNotNull("token_type", tokens.tokenType())
        .add("scope", tokens.scope().toString())
        .addIfNotNull("expires_at", text(tokens.expiresAt()))
        .addIfNotNull("refresh_expires_at", text(tokens.refreshExpiresAt()))
        .add("issued_at", tokens.issuedAt().toString());
  }

  /**
   * Reads what {@link #write} wrote; members it does not know are ignored.
   *
   * @throws IllegalArgumentException for another version or a missing member; names no value
   */
  static TokenSet read(JsonObject json) {
    Members.requireVersion(json, VERSION);
    var access = Members.optional(json, "access_token");
    return new TokenSet(
        new RefreshToken(Members.required(json, "refresh_token")),
        access == null ? null : new AccessToken(access),
        Members.optional(json, "token_type"),
        Scope.parse(Members.required(json, "scope")),
        instant(json, "expires_at"),
        instant(json, "refresh_expires_at"),
        instantOf(Members.required(json, "issued_at"), "issued_at"));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static @Nullable Instant instant(JsonObject json, String name) {
    var text = Members.optional(json, name);
    return text == null ? null : instantOf(text, name);
  }

  private static Instant instantOf(String text, String name) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + " is no time", e);
    }
  }
}
