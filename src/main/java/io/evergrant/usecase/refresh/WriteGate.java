package io.evergrant.usecase.refresh;

import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.StoreCanary;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * No refresh request goes out unless both stores were just seen to write: within two seconds by
 * real work, or by one canary write of each. A failure closes the gate until a canary passes.
 */
@Singleton
public class WriteGate {
  private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

  private final StoreCanary.OfVault vault;
  private final StoreCanary.OfDatabase database;
  private final PortalSettings portal;
  private final Ticker ticker;
  private final ReentrantLock canaries = new ReentrantLock();
  private final AtomicLong vaultWrote;
  private final AtomicLong databaseWrote;

  @Inject
  public WriteGate(
      StoreCanary.OfVault vault,
      StoreCanary.OfDatabase database,
      PortalSettings portal,
      Ticker ticker) {
    this.vault = vault;
    this.database = database;
    this.portal = portal;
    this.ticker = ticker;
    var longAgo = ticker.nanos() - 2 * FRESH_NANOS;
    this.vaultWrote = new AtomicLong(longAgo);
    this.databaseWrote = new AtomicLong(longAgo);
  }

  /** Whether a request may go out now. */
  public boolean isOpen() {
    return seen(vaultWrote, vault) && seen(databaseWrote, database);
  }

  void vaultWrote() {
    vaultWrote.set(ticker.nanos());
  }

  void databaseWrote() {
    databaseWrote.set(ticker.nanos());
  }

  void vaultFailed() {
    vaultWrote.set(ticker.nanos() - 2 * FRESH_NANOS);
  }

  void databaseFailed() {
    databaseWrote.set(ticker.nanos() - 2 * FRESH_NANOS);
  }

  private boolean seen(AtomicLong wrote, StoreCanary canary) {
    if (isFresh(wrote)) {
      return true;
    }
    canaries.lock();
    try {
      if (!isFresh(wrote)) {
        var before = ticker.nanos();
        canary.write(portal.node());
        wrote.set(before);
      }
      return true;
    } catch (StoreUnavailable e) {
      return false;
    } finally {
      canaries.unlock();
    }
  }

  private boolean isFresh(AtomicLong wrote) {
    return ticker.nanos() - wrote.get() < FRESH_NANOS;
  }
}
