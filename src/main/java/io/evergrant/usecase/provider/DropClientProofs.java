package io.evergrant.usecase.provider;

import io.evergrant.usecase.port.ClientKeyVault;
import io.evergrant.usecase.port.EndedClientProofs;
import io.evergrant.usecase.port.EndedClientProofs.EndedKey;
import io.evergrant.usecase.port.EndedClientProofs.EndedSecret;
import io.evergrant.usecase.port.FormerSecrets;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;

/** Removes from the vault what no client proves itself with any more. */
@Singleton
public class DropClientProofs {
  private static final Logger LOG = System.getLogger(DropClientProofs.class.getName());
  private static final int BATCH = 100;

  private final EndedClientProofs ended;
  private final ClientKeyVault keys;
  private final FormerSecrets.InVault secrets;
  private final RecordClientKeys recordKeys;
  private final RecordSecrets recordSecrets;
  private final InstantSource clock;

  @Inject
  DropClientProofs(
      EndedClientProofs ended,
      ClientKeyVault keys,
      FormerSecrets.InVault secrets,
      RecordClientKeys recordKeys,
      RecordSecrets recordSecrets,
      InstantSource clock) {
    this.ended = ended;
    this.keys = keys;
    this.secrets = secrets;
    this.recordKeys = recordKeys;
    this.recordSecrets = recordSecrets;
    this.clock = clock;
  }

  /** One round; returns how many were removed. */
  public int run() {
    var removed = 0;
    try {
      for (var key : ended.keys(BATCH)) {
        removed += isDestroyed(key) ? 1 : 0;
      }
      for (var secret : ended.formerSecrets(BATCH)) {
        removed += isDropped(secret) ? 1 : 0;
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "clients' keys and secrets wait for the stores: {0}", e.getMessage());
    }
    return removed;
  }

  /** One that cannot be destroyed now must not hold up those behind it. */
  private boolean isDestroyed(EndedKey key) {
    try {
      keys.destroy(key.tenant(), key.id());
      recordKeys.destroyed(key);
      return true;
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, "key {0} is destroyed later: {1}", key.id(), e.getMessage());
      return false;
    }
  }

  private boolean isDropped(EndedSecret secret) {
    try {
      return secrets.drop(secret.tenant(), secret.provider(), clock.instant())
          && recordSecrets.formerGone(secret);
    } catch (StoreUnavailable e) {
      LOG.log(
          Level.WARNING,
          "the former secret of {0} is removed later: {1}",
          secret.provider(),
          e.getMessage());
      return false;
    }
  }
}
