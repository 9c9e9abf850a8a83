package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import io.evergrant.usecase.port.Rest;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.refresh.RefreshOne.Result;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes down how an attempt ended, as often as it takes while that still counts. */
@Singleton
public class Finish {
  private static final Logger LOG = System.getLogger(Finish.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int TRIES = 40;

  private final EndAttempt end;
  private final KeepInEscrow escrow;
  private final WriteGate gate;
  private final Rest rest;

  @Inject
  public Finish(EndAttempt end, KeepInEscrow escrow, WriteGate gate, Rest rest) {
    this.rest = rest;
    this.end = end;
    this.escrow = escrow;
    this.gate = gate;
  }

  void finish(Result result) {
    switch (result) {
      case Result.Over over -> write(over.ended());
      case Result.NotOurs not -> LOG.log(Level.INFO, "a claim was taken over before it was sent");
      case Result.ToEscrow to -> keep(to);
    }
  }

  private void keep(Result.ToEscrow to) {
    switch (escrow.keep(to.escrowed(), to.entry(), to.version())) {
      case KeepInEscrow.Where.InVaultAfterAll after -> write(renewed(to, after.vault()));
      case KeepInEscrow.Where.InDatabaseAlone alone -> write(to.escrowed());
      case KeepInEscrow.Where.InDatabase ended -> {}
      case KeepInEscrow.Where.Nowhere nowhere -> {}
    }
  }

  /**
   * The token set is safe by now. If the database stays away, the attempt stays open and is rolled
   * forward by whoever finds its lease over.
   */
  private void write(Ended ended) {
    @Nullable RuntimeException why = null;
    for (var i = 0; i < TRIES; i++) {
      try {
        if (end.end(ended)) {
          gate.databaseWrote();
        } else {
          lost(ended.claim());
        }
        return;
      } catch (RuntimeException e) {
        // also a commit that failed: whether it did is seen at the next try
        why = e;
        gate.databaseFailed();
        if (!rest.rested(PAUSE)) {
          return;
        }
      }
    }
    LOG.log(
        Level.WARNING,
        "attempt {0} of grant {1} ended as {2} and could not be written, it will be recovered: {3}",
        ended.claim().attempt(),
        ended.claim().grant(),
        ended.outcome().code(),
        why);
  }

  private static void lost(Claim claim) {
    LOG.log(
        Level.INFO,
        "attempt {0} of grant {1} was over before it could be written: nothing was changed",
        claim.attempt(),
        claim.grant());
  }

  private static Ended renewed(Result.ToEscrow to, StoreAnswer.Kept.InVault kept) {
    Entry entry = to.entry();
    var rotated = !entry.fingerprint().equals(entry.parent());
    var stored =
        new Stored(
            kept.version(),
            kept.keyVersion(),
            entry.fingerprint(),
            rotated,
            entry.tokens().scope().toString(),
            entry.tokens().expiresAt(),
            entry.tokens().refreshExpiresAt());
    return new Ended(
        to.escrowed().claim(),
        new RefreshOutcome.Renewed(rotated, Proof.STORED),
        to.escrowed().said(),
        stored,
        to.escrowed().dueIn());
  }
}
