package io.evergrant.usecase.refresh;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.KeyRotation;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Looks now and then whether an operator rotated a tenant's transit key, and moves its token sets
 * to the newest version, a batch at a time: each is a write to Vault, which refreshes need more.
 * Sets that are not proved yet are left to a later look.
 */
@Singleton
public class RewrapRotated {
  private static final Logger LOG = System.getLogger(RewrapRotated.class.getName());
  private static final int TENANTS = 20;

  /** Long enough for a batch in each of them; who is later than that loses at the check-and-set. */
  private static final Duration LEASE = Duration.ofMinutes(10);

  private static final Duration LATER = Duration.ofHours(6);

  private final RecordRewrap record;
  private final RewrapTokens rewrap;
  private final KeyRotation rotation;

  @Inject
  public RewrapRotated(RecordRewrap record, RewrapTokens rewrap, KeyRotation rotation) {
    this.record = record;
    this.rewrap = rewrap;
    this.rotation = rotation;
  }

  /** One round; returns how many token sets were moved. Uses the network: no transaction here. */
  public int run() {
    var moved = 0;
    try {
      for (var tenant : record.due(TENANTS, LEASE, LATER)) {
        moved += lookAt(tenant);
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "rewrapping waits for the stores: {0}", e.getMessage());
    }
    return moved;
  }

  /** One tenant whose key does not serve must not hold up those behind it. */
  private int lookAt(TenantId tenant) {
    try {
      var newest = rotation.newestKeyVersion(tenant);
      var moved = rewrap.run(tenant, newest);
      record.looked(tenant, newest, moved == 0 ? LATER : Duration.ZERO);
      return moved;
    } catch (StoreUnavailable e) {
      switch (e.why()) {
        case UNREACHABLE, SEALED -> throw e;
        case DENIED, FAILED ->
            LOG.log(
                Level.WARNING,
                "token sets of tenant {0} are rewrapped later: {1}",
                tenant,
                e.getMessage());
      }
      return 0;
    }
  }
}
