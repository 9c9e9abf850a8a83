package io.evergrant.usecase.overview;

import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Has the outcomes of refreshes counted, so that no page counts millions of them. */
@Singleton
public class CountOutcomes {
  private static final Logger LOG = System.getLogger(CountOutcomes.class.getName());
  private static final int EVENTS = 10_000;

  /** Until the timer comes again: an old log is counted little by little. */
  private static final int TURNS = 20;

  private final RecordOutcomes record;

  @Inject
  public CountOutcomes(RecordOutcomes record) {
    this.record = record;
  }

  /** One round; returns how many events were looked at. */
  public long run() {
    var all = 0L;
    try {
      for (var i = 0; i < TURNS; i++) {
        var looked = record.count(EVENTS);
        all += looked;
        if (looked < EVENTS) {
          break;
        }
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "counting outcomes waits for the database: {0}", e.getMessage());
    }
    return all;
  }
}
