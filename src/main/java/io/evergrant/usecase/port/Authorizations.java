package io.evergrant.usecase.port;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Authorization requests that are under way: each is good for one callback. {@code state}, {@code
 * nonce} and PKCE code verifier are derived from a secret of the browser session that began it, so
 * nothing here helps whoever reads the database.
 */
public interface Authorizations {
  void insert(Pending pending, Duration life);

  /** For the page that shows where the way out leads; empty once it is used or has ended. */
  Optional<Pending> find(TenantId tenant, UUID id);

  /**
   * Finds the request of a {@code state} and uses it up, in one statement, if it is fresh and this
   * browser began it; in any other case nothing changes. Crosses tenants.
   */
  Taken take(String stateHash, String browserHash);

  /**
   * An authorization request.
   *
   * @param stateHash SHA-256 of the {@code state}, hex; {@code browserHash} of the secret that the
   *     session which began it carries
   * @param grant the grant to reconnect; null to make a new one
   */
  record Pending(
      UUID id,
      TenantId tenant,
      ProviderId provider,
      @Nullable GrantId grant,
      BegunBy begunBy,
      String stateHash,
      String browserHash,
      @Nullable String externalId,
      Scope scope) {}

  /** Who began a request. */
  sealed interface BegunBy {
    /** An admin, who had signed in. */
    record Admin(MemberId id, String email) implements BegunBy {}

    /** Whoever holds a consent link. */
    record LinkHolder(ConsentLinkId link) implements BegunBy {}
  }

  /** What a {@code state} led to. */
  sealed interface Taken {
    record Fresh(Pending pending) implements Taken {}

    /** Another browser session began it. */
    record Foreign(Pending pending) implements Taken {}

    record UsedBefore(Pending pending, Instant usedAt) implements Taken {}

    record Ended(Pending pending) implements Taken {}

    record Unheard() implements Taken {}
  }
}
