package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.Schedule;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.outcome.RefreshOutcome.AbandonCause;
import io.evergrant.domain.outcome.Replay;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.usecase.port.Chance;
import io.evergrant.usecase.port.Escrow;
import io.evergrant.usecase.port.RefreshJournal.Overdue;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.port.TokenVault.Written;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends what a worker left open when it died or lost its lease: rolls forward where Vault holds the
 * answer, gives up where nothing was sent, and where the answer is lost decides by the provider's
 * policy. The claim's fence grew when it was taken over, so the old worker writes no row any more.
 */
@Singleton
public class RecoverAttempts {
  private static final Logger LOG = System.getLogger(RecoverAttempts.class.getName());
  private static final int BATCH = 50;

  private final ClaimDue claims;
  private final TokenVault vault;
  private final KnownProviders providers;
  private final Escrow escrow;
  private final EndAttempt end;
  private final Chance chance;

  @Inject
  public RecoverAttempts(
      ClaimDue claims,
      TokenVault vault,
      KnownProviders providers,
      Escrow escrow,
      EndAttempt end,
      Chance chance) {
    this.escrow = escrow;
    this.claims = claims;
    this.vault = vault;
    this.providers = providers;
    this.end = end;
    this.chance = chance;
  }

  /** One round; returns how many attempts were ended. */
  public int run() {
    try {
      var ended = claims.abandonExchanges();
      for (var overdue : claims.takeOverdue(BATCH)) {
        ended += recover(overdue) ? 1 : 0;
      }
      return ended;
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "recovery waits for the stores: {0}", e.getMessage());
      return 0;
    }
  }

  private boolean recover(Overdue overdue) {
    try {
      return end.end(decide(overdue));
    } catch (StoreUnavailable e) {
      // Open still: the next round takes it when this lease is over.
      return false;
    } catch (RuntimeException e) {
      // also a commit that failed: those behind it are other grants', and taken already
      LOG.log(
          Level.WARNING,
          "attempt {0} is not recovered yet: {1}",
          overdue.claim().attempt(),
          e.toString());
      return false;
    }
  }

  private Ended decide(Overdue overdue) {
    var sentAt = overdue.sentAt();
    if (sentAt == null) {
      return ended(overdue, new RefreshOutcome.Abandoned(AbandonCause.CRASHED), null);
    }
    var claim = overdue.claim();
    if (escrow.holds(claim.tenant(), claim.attempt())) {
      return ended(overdue, new RefreshOutcome.Escrowed(), null);
    }
    return switch (vault.open(List.of(claim.location())).getFirst()) {
      case Opened.Unreadable unreadable -> throw unreadable.why();
      case Opened.Missing missing -> ended(overdue, RefreshOne.missing(missing), null);
      case Opened.Found found when found.entry().attempt().equals(claim.attempt()) ->
          rollForward(overdue, found);
      case Opened.Found found -> lostInFlight(overdue, found, sentAt);
    };
  }

  private Ended rollForward(Overdue overdue, Opened.Found found) {
    var entry = found.entry();
    var rotated = !entry.fingerprint().equals(entry.parent());
    var stored =
        new Stored(
            found.version(),
            found.keyVersion(),
            entry.fingerprint(),
            rotated,
            entry.tokens().scope().toString(),
            entry.tokens().expiresAt(),
            entry.tokens().refreshExpiresAt());
    var claim = overdue.claim();
    var dueIn = Schedule.afterSuccess(policy(overdue), entry.tokens(), chance.next());
    var passed = Duration.between(entry.tokens().issuedAt(), claim.claimedAt());
    var left = dueIn.minus(passed.isNegative() ? Duration.ZERO : passed);
    return new Ended(
        claim,
        new RefreshOutcome.Renewed(rotated, Proof.STORED),
        null,
        stored,
        left.isNegative() ? Duration.ZERO : left);
  }

  /** The mark makes a sender that wakes up late put its answer into escrow, not over a replay's. */
  private Ended lostInFlight(Overdue overdue, Opened.Found found, Instant sentAt) {
    var entry = found.entry();
    var marked =
        new Entry(entry.attempt(), entry.parent(), entry.fingerprint(), true, entry.tokens());
    return switch (vault.write(overdue.claim().location(), found.version(), marked)) {
      case Written.Conflict conflict -> decide(overdue);
      case Written.Failed failed -> throw failed.why();
      case Written.Stored stored -> {
        var sinceSent = Duration.between(sentAt, overdue.claim().claimedAt());
        var safe = Replay.mayBecomeSafe(policy(overdue), sinceSent);
        yield ended(
            overdue,
            new RefreshOutcome.Unknown(UnknownCause.CRASHED_IN_FLIGHT, safe, Duration.ZERO),
            new Stored(
                stored.version(),
                stored.keyVersion(),
                entry.fingerprint(),
                false,
                entry.tokens().scope().toString(),
                entry.tokens().expiresAt(),
                entry.tokens().refreshExpiresAt()));
      }
    };
  }

  private RefreshPolicy policy(Overdue overdue) {
    var claim = overdue.claim();
    return providers
        .find(claim.tenant(), claim.provider())
        .map(known -> known.provider().policy())
        .orElse(RefreshPolicy.CAREFUL);
  }

  private Ended ended(Overdue overdue, RefreshOutcome outcome, @Nullable Stored stored) {
    var again = Schedule.afterFailure(1, Duration.ZERO, chance.next());
    return new Ended(overdue.claim(), outcome, null, stored, again);
  }
}
