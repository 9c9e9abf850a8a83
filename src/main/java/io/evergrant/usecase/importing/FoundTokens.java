package io.evergrant.usecase.importing;

import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.RefreshToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a library's dictionary told; null where it did not.
 *
 * @param expiresAt end of the access token
 * @param refreshExpiresAt end of the refresh token
 * @param clientId the registration that they were issued to
 */
record FoundTokens(
    RefreshToken refreshToken,
    @Nullable AccessToken accessToken,
    @Nullable String tokenType,
    @Nullable Scope scope,
    @Nullable Instant issuedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant refreshExpiresAt,
    @Nullable String clientId) {}
