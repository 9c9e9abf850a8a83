package io.evergrant.usecase.port;

import io.evergrant.domain.grant.TokenLocation;
import java.time.Duration;
import java.util.List;

/**
 * Places in Vault where a token set may lie although no grant's row points there. A place is
 * written down before anything is stored in it, so that a crash at any moment leaves nothing that
 * nobody would find.
 */
public interface StrayLocations {
  void add(TokenLocation location);

  /**
   * A row points there now, in the same transaction, or nothing lies there any more.
   *
   * @return false where it was not written down, or was found and destroyed meanwhile
   */
  boolean remove(TokenLocation location);

  /** Those that have strayed for that long, oldest first. Crosses tenants. */
  List<TokenLocation> olderThan(Duration age, int limit);
}
