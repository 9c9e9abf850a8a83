package io.evergrant.usecase.connect;

import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.OneTimeSecret;
import org.jspecify.annotations.Nullable;

/**
 * The authorization response as it came (RFC 6749 section 4.1.2, RFC 9207 section 2); null where a
 * parameter was missing or empty.
 */
public record Callback(
    @Nullable OneTimeSecret state,
    @Nullable AuthorizationCode code,
    @Nullable String iss,
    @Nullable String error,
    @Nullable String errorDescription) {}
