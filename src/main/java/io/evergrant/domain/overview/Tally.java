package io.evergrant.domain.overview;

import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;

/** How many attempts at a provider ended so, in the hour or the day that began then. */
public record Tally(ProviderId provider, Instant since, OutcomeKind kind, long attempts) {}
