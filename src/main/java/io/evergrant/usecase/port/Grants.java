package io.evergrant.usecase.port;

import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Grants as they stand. */
public interface Grants {
  Optional<Grant> find(TenantId tenant, GrantId id);

  /** How the grant stands and where its token set lies, for whoever needs the token itself. */
  Optional<Standing> standing(TenantId tenant, GrantId id);

  Optional<Grant> findBySubject(TenantId tenant, ProviderId provider, String subject);

  List<Grant> list(TenantId tenant, GrantQuestion question);

  /** Grants per provider; a provider without grants is absent. */
  Map<ProviderId, Long> countByProvider(TenantId tenant);

  /** How many of the provider's grants keep a refresh token that never changed (P10). */
  long countLongLived(TenantId tenant, ProviderId provider);

  /** Newest first. */
  List<AttemptLine> attempts(TenantId tenant, GrantId id, int limit);

  /** Empty where the grant is not revoked. */
  Optional<Revocation> revocation(TenantId tenant, GrantId id);

  /**
   * A grant at this moment.
   *
   * @param fence grows with each claim: who asks for a refresh asks under the one that was seen
   * @param underWay somebody holds its lease
   * @param providerStatus of a paused provider no grant is refreshed
   * @param assumedLife of an access token whose end the provider did not say
   * @param now the database's clock
   */
  record Standing(
      GrantStatus status,
      @Nullable String statusCause,
      ProviderId provider,
      ProviderStatus providerStatus,
      TokenLocation location,
      int kvVersion,
      Fence fence,
      boolean underWay,
      @Nullable Instant lastSuccessAt,
      @Nullable Instant lastOutcomeAt,
      @Nullable String lastOutcome,
      @Nullable String lastCause,
      @Nullable Instant dueAt,
      Duration assumedLife,
      Instant now) {}
}
