package io.evergrant.usecase.port;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's consent links. Ends are counted by the database's clock. */
public interface ConsentLinks {
  ConsentLink insert(Fresh link);

  Optional<ConsentLink> find(TenantId tenant, ConsentLinkId id);

  /** Newest first; of one provider where one is named. */
  List<ConsentLink> list(
      TenantId tenant, @Nullable ProviderId provider, @Nullable After after, int limit);

  /** An open link for this very grant that lasts at least so long; the one that lasts longest. */
  Optional<ConsentLink> openFor(TenantId tenant, GrantId grant, Duration atLeast);

  /** For good. Answers false where it was used or revoked before, or is unknown. */
  boolean revoke(TenantId tenant, ConsentLinkId id);

  /** Its owner goes on from its page; the first time counts. */
  void opened(TenantId tenant, ConsentLinkId id);

  /**
   * Uses it up. Its end is not looked at: who began in time may end.
   *
   * @return false where it was used or revoked before
   */
  boolean use(TenantId tenant, ConsentLinkId id, GrantId usedFor);

  /** The place in the list after which the next page begins. */
  record After(Instant createdAt, ConsentLinkId id) {}

  /** A link that is not there yet. */
  record Fresh(
      ConsentLinkId id,
      TenantId tenant,
      ProviderId provider,
      @Nullable GrantId grant,
      @Nullable String externalId,
      @Nullable URI returnTo,
      String madeBy,
      Duration life) {}
}
