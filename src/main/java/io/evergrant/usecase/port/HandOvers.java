package io.evergrant.usecase.port;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.sealing.HandOver;
import io.evergrant.domain.sealing.HandOverId;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hand-overs of a tenant. Ends are counted by the database's clock. */
public interface HandOvers {
  HandOver insert(Fresh wish);

  Optional<HandOver> find(TenantId tenant, HandOverId id);

  /**
   * Newest first.
   *
   * @param only those of one provider's grants; null for all
   */
  List<HandOver> list(TenantId tenant, @Nullable ProviderId only, int limit);

  /** Those that wait for a second person. */
  int countAsked(TenantId tenant);

  /**
   * Approves or refuses it; false where it was decided before, has ended, or was asked for by this
   * very member.
   */
  boolean decide(TenantId tenant, HandOverId id, MemberId by, boolean approved);

  /**
   * The token leaves now, for the one time that it may, and its grant is shared from now on; false
   * where it may not, for whatever reason.
   */
  boolean take(TenantId tenant, HandOverId id, MemberId by, String sessionHash);

  /**
   * A wish that is not there yet; the parts as in {@link HandOver}.
   *
   * @param sessionHash names the session whose page has the private half of the key
   */
  record Fresh(
      HandOverId id,
      TenantId tenant,
      GrantId grant,
      MemberId askedBy,
      String sessionHash,
      String reason,
      String publicKey,
      Duration life) {}
}
