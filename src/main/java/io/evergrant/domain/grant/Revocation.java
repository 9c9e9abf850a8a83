package io.evergrant.domain.grant;

import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a grant was ended.
 *
 * @param destroyedAt when its tokens were destroyed here; null while that is under way
 * @param atProvider what the provider said of its token: done, not_offered, refused or not_reached;
 *     null before that
 */
public record Revocation(
    GrantId grant,
    ProviderId provider,
    Instant revokedAt,
    @Nullable Instant destroyedAt,
    @Nullable String atProvider) {}
