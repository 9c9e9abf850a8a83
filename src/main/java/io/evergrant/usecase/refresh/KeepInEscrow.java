package io.evergrant.usecase.refresh;

import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.Rest;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault.Entry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps an answer that Vault did not take: sealed, in the database; while the database does not
 * serve either, in the memory of this node, which goes on trying until one of them does.
 */
@Singleton
public class KeepInEscrow {
  private static final Logger LOG = System.getLogger(KeepInEscrow.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EscrowSeal seal;
  private final EndAttempt end;
  private final StoreAnswer store;
  private final Rest rest;
  private final AtomicInteger inMemory = new AtomicInteger();

  @Inject
  public KeepInEscrow(EscrowSeal seal, EndAttempt end, StoreAnswer store, Rest rest) {
    this.rest = rest;
    this.seal = seal;
    this.end = end;
    this.store = store;
  }

  /** Token sets that only this node's memory holds. */
  public int inMemory() {
    return inMemory.get();
  }

  /**
   * Returns when the set is kept. Blocks as long as neither store serves: the caller is a thread of
   * this one attempt.
   *
   * @param version of the set that was spent; negative where it was taken over: no more tries there
   * @return where it went, so that the attempt can be ended if it was not here
   */
  Where keep(Ended escrowed, Entry entry, int version) {
    inMemory.incrementAndGet();
    try {
      while (true) {
        var kept = intoDatabase(escrowed, entry);
        if (kept.isPresent()) {
          return kept.get();
        }
        if (version >= 0
            && store.store(escrowed.claim(), version, entry, Duration.ZERO)
                instanceof StoreAnswer.Kept.InVault vault) {
          return new Where.InVaultAfterAll(vault);
        }
        rest.rest(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(Level.ERROR, "stopped while only memory held the answer of {0}", escrowed.claim());
      return new Where.Nowhere();
    } finally {
      inMemory.decrementAndGet();
    }
  }

  private Optional<Where> intoDatabase(Ended escrowed, Entry entry) {
    try {
      var claim = escrowed.claim();
      return Optional.of(intoDatabase(escrowed, seal.seal(claim.location(), entry)));
    } catch (StoreUnavailable e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      // also a commit that failed; nothing whatever may make this node drop the set
      LOG.log(Level.WARNING, "an answer could not be escrowed yet: {0}", e.toString());
      return Optional.empty();
    }
  }

  /** The set must not share the fate of an ending that the database does not take. */
  private Where intoDatabase(Ended escrowed, EscrowSeal.Sealed sealed) {
    var claim = escrowed.claim();
    try {
      if (!end.endEscrowed(escrowed, sealed)) {
        LOG.log(Level.WARNING, "escrowed by a worker whose claim was over: {0}", claim.attempt());
      }
      return new Where.InDatabase();
    } catch (RuntimeException e) {
      end.keepAlone(claim, sealed);
      LOG.log(
          Level.WARNING,
          "the answer of attempt {0} is kept, and the attempt could not be ended yet: {1}",
          claim.attempt(),
          e.toString());
      return new Where.InDatabaseAlone();
    }
  }

  /** Where the set went. */
  sealed interface Where {
    record InDatabase() implements Where {}

    /** The set is kept, and its attempt is open: to be ended as escrowed. */
    record InDatabaseAlone() implements Where {}

    record InVaultAfterAll(StoreAnswer.Kept.InVault vault) implements Where {}

    /** The node was stopped: a person has to look. */
    record Nowhere() implements Where {}
  }
}
