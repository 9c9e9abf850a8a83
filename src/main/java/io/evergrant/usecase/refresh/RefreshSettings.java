package io.evergrant.usecase.refresh;

import java.time.Duration;

/**
 * How a node refreshes.
 *
 * @param concurrency requests to providers in flight at most, on this node
 * @param batch grants claimed at once
 * @param claimLease from the claim to the request; renewed when the request is sent
 * @param storeLease added to the provider's deadline for store and commit
 */
public record RefreshSettings(
    int concurrency, int batch, Duration claimLease, Duration storeLease) {
  public static final RefreshSettings DEFAULT =
      new RefreshSettings(64, 64, Duration.ofSeconds(30), Duration.ofSeconds(30));
}
