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
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Grants as people see them, and the writers other than a refresh. */
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

  /**
   * Makes a grant, or gives an existing one its new consent: fence + 1, {@code ACTIVE}, the new
   * location. A worker of the older consent changes no row afterwards.
   *
   * @return the location of the older consent, to be destroyed; empty for a new grant
   */
  Optional<TokenLocation> consented(Consent consent);

  /**
   * Due at once, if it is {@code ACTIVE} or needs a person; answers false otherwise. The attempt
   * that begins next is {@code by}'s, unless somebody asked for it before. One that is under way is
   * nobody's but whose it was, and the next one follows at once.
   */
  boolean retryNow(TenantId tenant, GrantId id, Actor by);

  /** Answers false where the grant was not {@code ACTIVE}, or not {@code PAUSED}. */
  boolean pause(TenantId tenant, GrantId id);

  boolean resume(TenantId tenant, GrantId id);

  /**
   * {@code REVOKED}, for good until a new consent: nothing is claimed of it any more. What is in
   * flight ends, and changes that no more. Answers false where it was revoked before.
   */
  boolean revoke(TenantId tenant, GrantId id);

  /** Empty where the grant is not revoked. */
  Optional<Revocation> revocation(TenantId tenant, GrantId id);

  /** A consent that was stored in Vault. Times as in {@link Grant}; {@code dueIn} from now. */
  record Consent(
      GrantId grant,
      TokenLocation location,
      ProviderId provider,
      @Nullable String subject,
      String account,
      @Nullable String externalId,
      Scope scopeAsked,
      Scope scopeGranted,
      int kvVersion,
      int keyVersion,
      Fingerprint fingerprint,
      Duration dueIn,
      @Nullable Instant expiresAt,
      @Nullable Instant refreshExpiresAt) {}

  /**
   * A grant at this moment.
   *
   * @param fence grows with each claim: who asks for a refresh asks under the one that was seen
   * @param underWay somebody holds its lease
   * @param assumedLife of an access token whose end the provider did not say
   * @param now the database's clock
   */
  record Standing(
      GrantStatus status,
      @Nullable String statusCause,
      ProviderId provider,
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
