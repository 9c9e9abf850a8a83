package io.evergrant.usecase.port;

import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changes a grant besides a refresh: a consent, a person, a back end. */
public interface GrantChanges {
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
}
