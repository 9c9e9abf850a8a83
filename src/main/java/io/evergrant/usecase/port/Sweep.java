package io.evergrant.usecase.port;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be removed because it ended. All but {@link #emptied} crosses tenants. */
public interface Sweep {
  /**
   * Grants whose refresh token came to its reported end, or that were revoked, and whose place in
   * Vault may hold something. None of them has an open attempt or an undrained escrow.
   */
  List<Ended> toEmpty(int limit);

  /**
   * The place was destroyed; false where the grant has another one by now, or was emptied before.
   */
  boolean emptied(TokenLocation location);

  /** Removes requests that were used, or ended, longer than {@code age} ago. */
  long authorizations(Duration age);

  long links(Duration age);

  /** Removes drained escrows of that age, and superseded ones whose grant was proved since. */
  long escrows(String node, Duration age);

  /**
   * A grant that ended.
   *
   * @param revokedAt null where it ended by itself
   * @param now the database's clock
   */
  record Ended(
      TokenLocation location, ProviderId provider, @Nullable Instant revokedAt, Instant now) {}
}
