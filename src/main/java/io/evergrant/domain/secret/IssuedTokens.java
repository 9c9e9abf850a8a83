package io.evergrant.domain.secret;

import io.evergrant.domain.provider.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint issued (RFC 6749 section 5.1), as far as it could be read; at least one
 * token is there. Lives are as reported, null where nothing usable was said.
 */
public record IssuedTokens(
    @Nullable AccessToken accessToken,
    @Nullable RefreshToken refreshToken,
    @Nullable IdToken idToken,
    @Nullable String tokenType,
    @Nullable Scope scope,
    @Nullable Duration expiresIn,
    @Nullable Duration refreshExpiresIn) {
  public IssuedTokens {
    if (accessToken == null && refreshToken == null) {
      throw new IllegalArgumentException("an answer without any token issued nothing");
    }
  }
}
