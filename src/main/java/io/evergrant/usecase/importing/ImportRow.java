package io.evergrant.usecase.importing;

import io.evergrant.domain.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * One account's tokens, as they are to be imported.
 *
 * @param row its number in the document, from 1
 * @param externalId the tenant's own name for whoever the account belongs to
 * @param subject the account as the provider names it; null where it was not given
 */
record ImportRow(
    int row,
    ProviderId provider,
    String externalId,
    @Nullable String subject,
    FoundTokens tokens) {}
