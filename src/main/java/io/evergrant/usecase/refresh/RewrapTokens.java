package io.evergrant.usecase.refresh;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.KeyRotation;
import io.evergrant.usecase.port.Rewraps.Sealed;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault.Written;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Moves a tenant's token sets to the newest version of its transit key, without opening them. What
 * an entry says of itself stays: a refresh that is claimed meanwhile finds its parent at another
 * version and stores all the same. A set that nobody proved yet waits, because KV keeps two
 * versions and the older one may still be needed.
 */
@Singleton
public class RewrapTokens {
  private static final Logger LOG = System.getLogger(RewrapTokens.class.getName());
  private static final int BATCH = 100;

  private final RecordRewrap record;
  private final KeyRotation rotation;

  @Inject
  public RewrapTokens(RecordRewrap record, KeyRotation rotation) {
    this.record = record;
    this.rotation = rotation;
  }

  /**
   * Uses the network: no transaction here.
   *
   * @return how many were moved; those that were written meanwhile are not among them
   * @throws StoreUnavailable where a store does not serve; what was moved stays so
   */
  public int run(TenantId tenant) {
    return run(tenant, rotation.newestKeyVersion(tenant));
  }

  int run(TenantId tenant, int newest) {
    var moved = 0;
    try {
      for (var sealed : record.toRewrap(tenant, newest, BATCH)) {
        switch (rotation.rewrap(sealed.location(), sealed.kvVersion())) {
          case Written.Stored stored -> moved += record.rewrapped(sealed, stored) ? 1 : 0;
          case Written.Conflict conflict -> {
            // a refresh was faster, and sealed with the newest key
          }
          case Written.Failed failed -> passOver(sealed, failed.why());
        }
      }
    } finally {
      // also of a round that broke off
      if (moved > 0) {
        record.told(tenant, newest, moved);
      }
    }
    return moved;
  }

  /** One set that cannot be moved must not hold up those behind it. */
  private static void passOver(Sealed sealed, StoreUnavailable why) {
    switch (why.why()) {
      case UNREACHABLE, SEALED -> throw why;
      case DENIED, FAILED ->
          LOG.log(
              Level.WARNING,
              "{0} stays under an older key: {1}",
              sealed.location().path(),
              why.getMessage());
    }
  }
}
