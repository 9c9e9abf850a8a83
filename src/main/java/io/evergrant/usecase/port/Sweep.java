package io.evergrant.usecase.port;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be removed because it ended. What takes no tenant crosses them all. */
public interface Sweep {
  /**
   * Grants whose refresh token came to its reported end, or that were revoked, and whose place in
   * Vault may hold something. None of them has an open attempt or an undrained escrow, or was put
   * off.
   */
  List<Ended> toEmpty(int limit);

  /** The same of one grant. */
  Optional<Ended> toEmpty(TenantId tenant, GrantId grant);

  /** It could not be emptied now: is not listed until then. */
  void putOff(TokenLocation location, Duration by);

  /**
   * The place was destroyed; false where the grant has another one by now, or was emptied before.
   *
   * @param givenBack what the provider said; null where nothing was to be given back
   */
  boolean emptied(TokenLocation location, @Nullable Revoked givenBack);

  /** Removes requests that were used, or ended, longer than {@code age} ago. */
  long authorizations(Duration age);

  long links(Duration age);

  /** Removes consent links that were used, revoked or ended longer than {@code age} ago. */
  long consentLinks(Duration age);

  /** Removes tickets that ended longer than {@code age} ago, some at a time. */
  long tickets(Duration age);

  /** Removes what was kept for requests that began longer than {@code age} ago, some at a time. */
  long answers(Duration age);

  /** Removes hand-overs that ended longer than {@code age} ago. */
  long handOvers(Duration age);

  /** Removes exports of logs that ended longer than {@code age} ago, and links to them. */
  long auditExports(Duration age);

  /**
   * Removes what was sent to webhooks, or given up, longer than {@code age} ago, some at a time.
   */
  long webhookDeliveries(Duration age);

  /** Removes acts on many grants that ended longer than {@code age} ago, some at a time. */
  long bulkActs(Duration age);

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
