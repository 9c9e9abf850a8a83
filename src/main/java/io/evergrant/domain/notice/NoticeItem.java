package io.evergrant.domain.notice;

import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice as it is shown, or as it was when it was told.
 *
 * @param providerName as it is today
 */
public record NoticeItem(
    News news,
    NoticeKind kind,
    @Nullable ProviderId provider,
    @Nullable String providerName,
    Instant openedAt,
    @Nullable Instant closedAt,
    long grants,
    @Nullable String cause,
    @Nullable String about,
    @Nullable String actor,
    @Nullable Instant endsAt) {}
