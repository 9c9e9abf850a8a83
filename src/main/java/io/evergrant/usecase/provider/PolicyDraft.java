package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;

/**
 * When and how to refresh, as it was typed; nothing here was checked.
 *
 * @param probe address; empty where there is none
 * @param probeStatus what a good token is answered with there
 * @param reuseGrace seconds
 * @param idleLimit such as {@code 90d}, {@code 12h} or {@code 30m}; empty where unknown
 * @param absoluteLimit likewise
 */
public record PolicyDraft(
    RefreshMode mode,
    ProofKind proof,
    String probe,
    String probeStatus,
    boolean introspectsRefreshTokens,
    ReuseConsequence reuse,
    String reuseGrace,
    String idleLimit,
    String absoluteLimit) {}
