package io.evergrant.usecase.audit;

import io.evergrant.usecase.port.ExportTurns.Turn;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Reads exports through for the first time, a turn each, so that a long one does not keep short
 * ones waiting. A node that dies leaves what it noted; another goes on from there.
 */
@Singleton
public class MakeExports {
  private static final Logger LOG = System.getLogger(MakeExports.class.getName());

  /** Turns of one round; the next one comes within a second. */
  private static final int TURNS = 20;

  /** Parts of one turn. */
  private static final int PARTS = 25;

  /** So often an export is begun, or gone on with, in vain. */
  private static final int TRIES = 5;

  private final RecordExport record;

  @Inject
  public MakeExports(RecordExport record) {
    this.record = record;
  }

  /** One round; returns how many parts were noted. */
  public int run() {
    var noted = 0;
    try {
      for (var i = 0; i < TURNS; i++) {
        var turn = record.claim();
        if (turn.isEmpty()) {
          break;
        }
        noted += run(turn.get());
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "exports wait for the database: {0}", e.getMessage());
    }
    return noted;
  }

  private int run(Turn turn) {
    if (turn.tries() > TRIES) {
      LOG.log(Level.ERROR, "export {0} of tenant {1} is given up", turn.id(), turn.tenant());
      record.fail(turn);
      return 0;
    }
    try {
      return parts(turn);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "export " + turn.id() + " failed; it is tried again", e);
      record.release(turn);
      return 0;
    }
  }

  private int parts(Turn turn) {
    if (!record.begin(turn)) {
      return 0;
    }
    for (var part = 1; part <= PARTS; part++) {
      if (!record.part(turn)) {
        return part;
      }
    }
    record.goOnLater(turn);
    return PARTS;
  }
}
