package io.evergrant.domain.grant;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as pages show it. No token is here.
 *
 * @param subject the account at the provider, as the provider names it
 * @param account label of the account for a person: its mail address or name, else the subject
 * @param externalId the tenant's own name for whoever the account belongs to
 * @param statusCause code of the cause of a status that needs a person; null otherwise
 * @param scopeAsked scopes of the authorization request; {@code scopeGranted} as the provider
 *     answered
 * @param dueAt next refresh; null while none is planned
 * @param expiresAt end of the newest access token, where the provider said it
 * @param refreshExpiresAt reported end of the refresh token, if any
 * @param refreshEndSlides whether the newest refresh moved that end; null where none was seen to
 * @param lastOutcome code of the newest attempt's outcome, {@code lastCause} what specifies it
 * @param refreshes successful refreshes so far, {@code rotations} those that changed the token
 * @param kvVersion version of the sealed token set in KV, {@code keyVersion} of the transit key
 * @param diesAt when the refresh token dies unless it is used or consent is given again: the
 *     earliest of its reported end, its provider's idle limit since the last success, and the
 *     absolute limit since the consent; null where none of them is known
 * @param sharedAt when the refresh token was last handed over, so that somebody else can use it
 *     too; null where it was not since the consent
 */
public record Grant(
    GrantId id,
    TenantId tenant,
    ProviderId provider,
    String providerName,
    @Nullable String subject,
    String account,
    @Nullable String externalId,
    GrantStatus status,
    @Nullable String statusCause,
    Scope scopeAsked,
    Scope scopeGranted,
    @Nullable Instant dueAt,
    @Nullable Instant expiresAt,
    @Nullable Instant refreshExpiresAt,
    @Nullable Boolean refreshEndSlides,
    Instant consentedAt,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant lastOutcomeAt,
    @Nullable String lastOutcome,
    @Nullable String lastCause,
    @Nullable String lastProof,
    long refreshes,
    long rotations,
    int failures,
    int kvVersion,
    int keyVersion,
    @Nullable Instant diesAt,
    @Nullable Instant sharedAt) {

  /** What was seen of the refresh token at refreshes so far. */
  public Rotation rotation() {
    return Rotation.of(refreshes, rotations);
  }
}
