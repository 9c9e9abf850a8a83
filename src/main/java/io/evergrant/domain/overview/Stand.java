package io.evergrant.domain.overview;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Grants of one provider that stand alike.
 *
 * @param cause code of the cause of a status that needs a person
 * @param since when the first of them came to stand so; null for those that are well
 * @param one any of them, to be opened where it is the only one; null for those that are well
 */
public record Stand(
    ProviderId provider,
    GrantStatus status,
    @Nullable String cause,
    long grants,
    @Nullable Instant since,
    @Nullable GrantId one) {}
