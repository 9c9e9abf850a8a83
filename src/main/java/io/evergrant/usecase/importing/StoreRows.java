package io.evergrant.usecase.importing;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TaskThreads;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Written;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Vault's share of an import: many rows at a time, each at a new salted place. */
@Singleton
class StoreRows {
  private static final Logger LOG = System.getLogger(StoreRows.class.getName());
  private static final int AT_A_TIME = 16;

  private final TokenVault vault;
  private final ExecutorService threads;
  private final Semaphore places = new Semaphore(AT_A_TIME);

  @Inject
  StoreRows(TokenVault vault, TaskThreads threads) {
    this.vault = vault;
    this.threads = threads.open();
  }

  /** In the order of the rows. */
  List<Tried> store(List<Sealed> rows) {
    return each(rows, this::store);
  }

  /** Removes what lies there; answers the places that are empty now. */
  List<TokenLocation> destroy(List<TokenLocation> locations) {
    return each(locations, this::destroy).stream()
        .filter(Gone::isEmpty)
        .map(Gone::location)
        .toList();
  }

  private Tried store(Sealed row) {
    var tokens = tokens(row);
    var entry = new Entry(row.attempt(), null, row.planned().fingerprint(), false, tokens);
    try {
      return switch (vault.write(row.location(), 0, entry)) {
        case Written.Stored stored ->
            new Stored(row, tokens, stored.version(), stored.keyVersion());
        case Written.Conflict conflict ->
            new NotStored(
                row,
                new StoreUnavailable(StoreUnavailable.Cause.FAILED, "a new place was not empty"));
        case Written.Failed failed -> new NotStored(row, failed.why());
      };
    } catch (StoreUnavailable e) {
      return new NotStored(row, e);
    }
  }

  /** Issued now, for Vault counts an entry's end from when it is written. */
  private static TokenSet tokens(Sealed row) {
    var found = row.planned().row().tokens();
    return new TokenSet(
        found.refreshToken(),
        found.accessToken(),
        found.tokenType(),
        Objects.requireNonNullElse(found.scope(), row.planned().provider().scope()),
        found.expiresAt(),
        found.refreshExpiresAt(),
        row.now());
  }

  private Gone destroy(TokenLocation location) {
    try {
      vault.destroy(location);
      return new Gone(location, true);
    } catch (StoreUnavailable e) {
      LOG.log(
          Level.WARNING, "unused tokens stay in Vault until they are swept: {0}", location.path());
      return new Gone(location, false);
    }
  }

  private <A, B> List<B> each(List<A> all, Function<A, B> work) {
    var asked = new ArrayList<Future<B>>();
    for (var one : all) {
      places.acquireUninterruptibly();
      asked.add(
          threads.submit(
              () -> {
                try {
                  return work.apply(one);
                } finally {
                  places.release();
                }
              }));
    }
    var done = new ArrayList<B>();
    for (var future : asked) {
      done.add(ended(future));
    }
    return done;
  }

  private static <B> B ended(Future<B> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(StoreUnavailable.Cause.FAILED, "the import was interrupted", e);
    } catch (ExecutionException e) {
      throw new StoreUnavailable(StoreUnavailable.Cause.FAILED, "a row could not be stored", e);
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }

  /** How a row fared. */
  sealed interface Tried {
    Sealed sealed();
  }

  /** It lies in Vault. */
  record Stored(Sealed sealed, TokenSet tokens, int version, int keyVersion) implements Tried {}

  /** It may not lie there. */
  record NotStored(Sealed sealed, StoreUnavailable why) implements Tried {}

  private record Gone(TokenLocation location, boolean isEmpty) {}
}
