package io.evergrant.usecase.bulk;

import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.port.BulkTurns.Item;
import io.evergrant.usecase.port.BulkTurns.Turn;
import io.evergrant.usecase.port.GrantRevocations;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;

/**
 * Works acts off, a turn each, so that a long one does not keep short ones waiting. A revocation
 * has two passes: all of its grants are ended here first, and only then their tokens are given back
 * one after the other, which is as fast as the provider answers. A node that dies leaves what is
 * noted; another goes on from there.
 */
@Singleton
public class WorkBulkActs {
  private static final Logger LOG = System.getLogger(WorkBulkActs.class.getName());

  /** Turns of one round; the next one comes within a second. */
  private static final int TURNS = 20;

  /** Grants of one turn: to act on, and to give back. */
  private static final int ACTS = 200;

  private static final int GIVEN_BACK = 10;

  /** Until what is waited for is looked at again. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(800);

  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);

  private final RecordBulkAct record;
  private final GrantRevocations revocations;

  @Inject
  public WorkBulkActs(RecordBulkAct record, GrantRevocations revocations) {
    this.record = record;
    this.revocations = revocations;
  }

  /** One round; returns how many grants were done something to. */
  public int run() {
    var done = 0;
    try {
      for (var i = 0; i < TURNS; i++) {
        var turn = record.claim();
        if (turn.isEmpty()) {
          break;
        }
        done += run(turn.get());
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "acts on many grants wait for the stores: {0}", e.getMessage());
    }
    return done;
  }

  private int run(Turn turn) {
    try {
      var acted = actOnSome(turn);
      var lookedAt = acted == 0 || turn.kind() == BulkKind.REFRESH ? endSome(turn) : 0;
      record.endOrRelease(turn, acted + lookedAt > 0 ? Duration.ZERO : LOOK_AGAIN);
      return acted;
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "act " + turn.id() + " broke off; it goes on later", e);
      record.release(turn, AFTER_A_FAULT);
      return 0;
    }
  }

  /** What was begun and is over. A revocation begins with that when nothing is left to end here. */
  private int endSome(Turn turn) {
    return switch (turn.kind()) {
      case REVOKE -> giveSomeBack(turn);
      case REFRESH -> record.endRefreshed(turn);
      case PAUSE, RESUME, LINK -> 0;
    };
  }

  private int actOnSome(Turn turn) {
    var acted = 0;
    for (var item : record.next(turn, ACTS)) {
      if (!act(turn, item)) {
        break;
      }
      acted++;
    }
    return acted;
  }

  private boolean act(Turn turn, Item item) {
    try {
      return record.act(turn, item);
    } catch (StoreUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "act " + turn.id() + " fails at grant " + item.grant(), e);
      record.broken(turn, item);
      return true;
    }
  }

  /**
   * Uses the network: no transaction here. Where one is not over, the others of that provider are
   * put off. Returns how many were tried.
   */
  private int giveSomeBack(Turn turn) {
    var tried = 0;
    var putOff = new HashSet<ProviderId>();
    for (var item : record.begun(turn, GIVEN_BACK)) {
      if (putOff.contains(item.provider())) {
        continue;
      }
      if (!record.hold(turn)) {
        break;
      }
      revocations.giveBack(turn.by(), item.grant());
      tried++;
      if (!record.endRevoked(turn, item)) {
        putOff.add(item.provider());
      }
    }
    return tried;
  }
}
