package io.evergrant.domain.grant;

import io.evergrant.domain.outcome.ProviderSaid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as a grant's timeline shows it; times are null for steps that were not reached.
 *
 * @param replayOf whose answer was lost, where this one sent the same token again
 * @param said null where the provider said nothing
 */
public record AttemptLine(
    AttemptId id,
    Trigger trigger,
    String node,
    @Nullable String actor,
    Instant startedAt,
    @Nullable Instant sentAt,
    @Nullable Instant endedAt,
    @Nullable String outcome,
    @Nullable String cause,
    @Nullable String proof,
    @Nullable AttemptId replayOf,
    @Nullable ProviderSaid said) {}
