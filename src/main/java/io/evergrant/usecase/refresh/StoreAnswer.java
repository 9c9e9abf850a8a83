package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.Claim;
import io.evergrant.usecase.port.Rest;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.port.TokenVault.Written;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Puts a new token set where the spent one lies, before anything else is done with the answer. A
 * lost check-and-set is looked into, a store that fails is tried again while the lease lasts.
 */
@Singleton
public class StoreAnswer {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final TokenVault vault;
  private final WriteGate gate;
  private final Ticker ticker;
  private final Rest rest;

  @Inject
  public StoreAnswer(TokenVault vault, WriteGate gate, Ticker ticker, Rest rest) {
    this.rest = rest;
    this.vault = vault;
    this.gate = gate;
    this.ticker = ticker;
  }

  /**
   * Stores {@code entry} over the version that was opened for this attempt.
   *
   * @param patience how long a failing store is tried again
   */
  Kept store(Claim claim, int version, Entry entry, Duration patience) {
    var started = ticker.nanos();
    var pause = FIRST_PAUSE;
    var expected = version;
    while (true) {
      switch (vault.write(claim.location(), expected, entry)) {
        case Written.Stored stored -> {
          gate.vaultWrote();
          return new Kept.InVault(stored.version(), stored.keyVersion());
        }
        case Written.Conflict conflict -> {
          switch (lookInto(claim, entry)) {
            case Found.Ours ours -> {
              return new Kept.InVault(ours.version(), ours.keyVersion());
            }
            case Found.MyParent parent -> expected = parent.version();
            case Found.SomebodyElses other -> {
              return new Kept.TakenOver();
            }
            case Found.NotReadable not -> gate.vaultFailed();
          }
        }
        case Written.Failed failed -> {
          gate.vaultFailed();
          if (lookInto(claim, entry) instanceof Found.Ours ours) {
            return new Kept.InVault(ours.version(), ours.keyVersion());
          }
        }
      }
      if (ticker.nanos() - started > patience.toNanos() || !rest.rested(pause)) {
        return new Kept.NotYet();
      }
      pause = pause.multipliedBy(2);
      if (pause.compareTo(LONGEST_PAUSE) > 0) {
        pause = LONGEST_PAUSE;
      }
    }
  }

  /** Version numbers are not identities: attempt, parent and fingerprint are. */
  private Found lookInto(Claim claim, Entry entry) {
    return switch (vault.open(List.of(claim.location())).getFirst()) {
      case Opened.Found there when there.entry().attempt().equals(entry.attempt()) ->
          new Found.Ours(there.version(), there.keyVersion());
      case Opened.Found there
          when there.entry().fingerprint().equals(entry.parent()) && !there.entry().takeover() ->
          new Found.MyParent(there.version());
      case Opened.Found there -> new Found.SomebodyElses();
      case Opened.Missing missing -> new Found.SomebodyElses();
      case Opened.Unreadable unreadable -> new Found.NotReadable();
    };
  }

  /** Where the new token set is now. */
  sealed interface Kept {
    record InVault(int version, int keyVersion) implements Kept {}

    /** A newer consent, or a recoverer, wrote there: ours goes to escrow. */
    record TakenOver() implements Kept {}

    /** The store still does not take it: to escrow. */
    record NotYet() implements Kept {}
  }

  private sealed interface Found {
    record Ours(int version, int keyVersion) implements Found {}

    /** What we spent, at another version: a rewrap moved it. */
    record MyParent(int version) implements Found {}

    record SomebodyElses() implements Found {}

    record NotReadable() implements Found {}
  }
}
