package io.evergrant.usecase.access.forward;

import io.evergrant.domain.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many calls of one tenant are under way on this node, their answers included: the connections
 * are everybody's, and slow calls of one tenant must leave some to the others.
 */
@Singleton
public class TenantPlaces {
  static final int MOST = 64;

  private final Map<TenantId, Integer> taken = new ConcurrentHashMap<>();

  @Inject
  public TenantPlaces() {}

  /** Answers false where all are taken; what was taken is given back once, by {@link #leave}. */
  boolean take(TenantId tenant) {
    var got = new boolean[1];
    taken.compute(
        tenant,
        (whose, before) -> {
          var count = before == null ? 0 : before;
          got[0] = count < MOST;
          return got[0] ? count + 1 : count;
        });
    return got[0];
  }

  /** A tenant of whom no call is under way is forgotten. */
  void leave(TenantId tenant) {
    taken.computeIfPresent(tenant, (whose, count) -> count == 1 ? null : count - 1);
  }

  int tenants() {
    return taken.size();
  }
}
