package io.evergrant.usecase.port;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Acts on many grants, as nodes work them off: one node at a time, under a fence. Whoever comes
 * late changes nothing.
 */
public interface BulkTurns {
  /** The act whose turn it is, over all tenants. */
  Optional<Turn> claim(String node, Duration lease);

  /** Whether the turn is still ours; then it is for another lease, and nobody ends it meanwhile. */
  boolean hold(Turn turn, Duration lease);

  /**
   * Grants to which nothing was done yet, whose provider is not left alone at the moment.
   *
   * @param room how many of a provider may be under way
   * @param heedful whether those of a provider that rests, or is paused, wait
   */
  List<Item> next(Turn turn, int room, boolean heedful, int limit);

  /** Grants at which the rest is waited for, and is to be looked at now. */
  List<Item> begun(Turn turn, int limit);

  /** It is begun now; false where it was before, or was cancelled. */
  boolean begin(Turn turn, Item item);

  void end(Turn turn, Item item, BulkResult result, @Nullable String detail);

  /** This one is looked at later. */
  void putOff(Turn turn, Item item, Duration by);

  /** All that are begun at this provider are looked at later. */
  void putOff(Turn turn, ProviderId provider, Duration by);

  /** Ends those that were refreshed since they were begun, or not for so long; answers how many. */
  int endRefreshed(Turn turn, Duration patience);

  /** Ends the act if nothing is left; true where it did. */
  boolean endAct(Turn turn);

  void release(Turn turn, Duration rest);

  /**
   * One node's turn at an act.
   *
   * @param by on whose behalf
   */
  record Turn(TenantId tenant, BulkActId id, long fence, BulkKind kind, Steward by) {}

  /** One grant of an act. */
  record Item(int number, GrantId grant, ProviderId provider) {}
}
