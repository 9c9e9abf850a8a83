package io.evergrant.usecase.importing.sealed;

import io.evergrant.usecase.port.EndedSealingKeys;
import io.evergrant.usecase.port.SealingKeys;
import io.evergrant.usecase.port.SealingVault;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Destroys key pairs that nobody can use any more, and forgets them later. */
@Singleton
public class DropSealingKeys {
  private static final Logger LOG = System.getLogger(DropSealingKeys.class.getName());
  private static final int BATCH = 100;
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final EndedSealingKeys ended;
  private final SealingKeys keys;
  private final SealingVault vault;

  @Inject
  public DropSealingKeys(EndedSealingKeys ended, SealingKeys keys, SealingVault vault) {
    this.ended = ended;
    this.keys = keys;
    this.vault = vault;
  }

  /** One round; returns how many were destroyed. */
  public int run() {
    var destroyed = 0;
    try {
      for (var key : ended.toDestroy(BATCH)) {
        destroyed += isDestroyed(key) ? 1 : 0;
      }
      ended.forget(REMEMBERED);
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "sealing keys wait for the stores: {0}", e.getMessage());
    }
    return destroyed;
  }

  /** One that cannot be destroyed now must not hold up those behind it. */
  private boolean isDestroyed(EndedSealingKeys.Ended key) {
    try {
      vault.destroy(key.tenant(), key.id());
      keys.destroyed(key.tenant(), key.id());
      return true;
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, "sealing key {0} is destroyed later: {1}", key.id(), e.getMessage());
      return false;
    }
  }
}
