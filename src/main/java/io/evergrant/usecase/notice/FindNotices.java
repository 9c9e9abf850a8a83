package io.evergrant.usecase.notice;

import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Derives notices from the logs of all tenants, and has them told when it is time. */
@Singleton
public class FindNotices {
  private static final Logger LOG = System.getLogger(FindNotices.class.getName());
  private static final int TENANTS = 64;

  /** Until the timer comes again: an old log is looked at little by little. */
  private static final int TURNS = 20;

  private final RecordNotices record;

  @Inject
  public FindNotices(RecordNotices record) {
    this.record = record;
  }

  /** One round; returns how many digests were made. */
  public int run() {
    var digests = 0;
    try {
      for (var i = 0; i < TURNS; i++) {
        var claimed = record.claim(TENANTS);
        for (var tenant : claimed) {
          digests += record.turn(tenant) ? 1 : 0;
        }
        if (claimed.isEmpty()) {
          break;
        }
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "notices wait for the database: {0}", e.getMessage());
    }
    return digests;
  }
}
