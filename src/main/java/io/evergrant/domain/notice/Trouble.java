package io.evergrant.domain.notice;

import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a provider and its grants stand, where they do not stand well.
 *
 * @param grants how many it concerns
 * @param fresh how many of them came to stand so since it was last told
 * @param cause a code of what made it so
 * @param since when it began; null where the rows do not tell
 * @param endsAt when the first consent ends, where consents end
 */
public record Trouble(
    NoticeKind kind,
    ProviderId provider,
    long grants,
    long fresh,
    @Nullable String cause,
    @Nullable Instant since,
    @Nullable Instant endsAt) {
  /** Cause of a failure that is not the provider's as a whole: it answers others. */
  public static final String GRANTS_FAIL = "grants_fail";
}
