package io.evergrant.usecase.audit;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Has the heads of chains signed, apart from linking: while Vault is slow, or does not serve, links
 * are made all the same.
 */
@Singleton
public class SignChains {
  private static final Logger LOG = System.getLogger(SignChains.class.getName());

  /** Heads a round; what is left is signed by the next. */
  private static final int MOST = 1_000;

  private static final long RESTS = Duration.ofSeconds(10).toNanos();

  private final RecordHeads record;
  private final SignHeads heads;
  private final Ticker ticker;
  private long signFrom;

  @Inject
  public SignChains(RecordHeads record, SignHeads heads, Ticker ticker) {
    this.record = record;
    this.heads = heads;
    this.ticker = ticker;
    this.signFrom = ticker.nanos();
  }

  /** One round. One timer at a time runs it. */
  public void run() {
    try {
      if (ticker.nanos() - signFrom >= 0) {
        signAll();
      }
    } catch (StoreUnavailable e) {
      signFrom = ticker.nanos() + RESTS;
      LOG.log(Level.WARNING, "heads of audit chains are signed later: {0}", e.getMessage());
    }
    heads.holdWaiting();
  }

  private void signAll() {
    var due = record.claim();
    for (var signed = 0; due.isPresent() && signed < MOST; signed++) {
      sign(due.get());
      due = record.claim();
    }
  }

  private void sign(TenantId tenant) {
    try {
      heads.run(tenant);
    } finally {
      record.release(tenant);
    }
  }
}
