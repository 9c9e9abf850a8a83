package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.TaskThreads;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Opened;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes up all due grants, as many at a time as this node may have in flight, in all and at each
 * provider. Each attempt runs on a virtual thread of its own and to its end, whoever goes away
 * meanwhile.
 */
@Singleton
public class RefreshDue {
  private static final Logger LOG = System.getLogger(RefreshDue.class.getName());

  private static final Duration A_TICK = Duration.ofSeconds(1);

  /** How long a refresh on demand waits for room at its provider. */
  private static final Duration ROOM = Duration.ofSeconds(5);

  private static final Duration GATHERING = Duration.ofMillis(30);

  private final ClaimDue claims;
  private final TokenVault vault;
  private final RefreshOne one;
  private final Finish finish;
  private final WriteGate gate;
  private final EscrowSeal escrowSeal;
  private final RefreshSettings settings;
  private final Lanes lanes;
  private final Ticker ticker;
  private final Places places;
  private final ExecutorService threads;

  @Inject
  public RefreshDue(
      ClaimDue claims,
      TokenVault vault,
      RefreshOne one,
      Finish finish,
      WriteGate gate,
      EscrowSeal escrowSeal,
      RefreshSettings settings,
      Lanes lanes,
      TaskThreads threads,
      Ticker ticker) {
    this.claims = claims;
    this.vault = vault;
    this.one = one;
    this.finish = finish;
    this.gate = gate;
    this.escrowSeal = escrowSeal;
    this.settings = settings;
    this.lanes = lanes;
    this.ticker = ticker;
    this.threads = threads.open();
    this.places = new Places(settings.concurrency(), GATHERING);
  }

  /**
   * Claims until nothing is due, waiting for free places; returns when the last batch has been
   * started. While the stores do not write nothing is claimed: an intent could not be kept.
   *
   * @return how many were claimed
   */
  public int run() {
    var claimed = 0;
    while (gate.isOpen()) {
      var free = places.take(settings.batch());
      if (free == 0) {
        return claimed;
      }
      var before = ticker.nanos();
      var rooms = lanes.rooms();
      List<Claim> batch;
      try {
        batch = claims.claim(free, rooms);
      } catch (StoreUnavailable e) {
        gate.databaseFailed();
        places.giveBack(free);
        return claimed;
      } catch (RuntimeException e) {
        // a commit that fails throws what the container likes: the places must come back all the
        // same, or the node would never refresh again
        gate.databaseFailed();
        places.giveBack(free);
        throw e;
      }
      places.giveBack(free - batch.size());
      if (batch.isEmpty()) {
        // what is due may only wait for room
        if (rooms.someFull() && lanes.awaitRoom(A_TICK)) {
          continue;
        }
        return claimed;
      }
      batch.forEach(claim -> lanes.enter(claim.provider()));
      claimed += batch.size();
      var works = batch.stream().map(claim -> new Work(claim, before, ticker)).toList();
      threads.execute(() -> start(works));
    }
    return claimed;
  }

  /**
   * Claims the grant, due or not, if nobody has since it was seen, and refreshes it in this thread
   * to its end.
   *
   * @return false where nothing began: somebody else holds it, it rests, its provider had no room
   *     for one more, or the stores do not write
   */
  boolean runOne(Standing seen, Actor actor) {
    var provider = seen.provider();
    if (!gate.isOpen() || !lanes.enterWithin(provider, ROOM)) {
      return false;
    }
    places.takeOne();
    var before = ticker.nanos();
    Optional<Claim> claim;
    try {
      claim = claims.claim(seen, actor);
    } catch (RuntimeException e) {
      giveBack(provider);
      gate.databaseFailed();
      throw e;
    }
    if (claim.isEmpty()) {
      giveBack(provider);
      return false;
    }
    var work = new Work(claim.get(), before, ticker);
    refresh(work, open(List.of(work)).getFirst());
    return true;
  }

  private void giveBack(ProviderId provider) {
    lanes.leave(provider, ProviderSign.NOTHING);
    places.giveBack(1);
  }

  /** Attempts under way on this node. */
  public int inFlight() {
    return places.taken();
  }

  private void start(List<Work> works) {
    var opened = open(works).iterator();
    for (var work : works) {
      var tokens = opened.next();
      threads.execute(() -> refresh(work, tokens));
    }
  }

  /** Whatever happens each gets an answer: its place and its lane come back with its end only. */
  private List<Opened> open(List<Work> works) {
    try {
      works.stream().map(work -> work.claim().tenant()).distinct().forEach(escrowSeal::prepare);
      return vault.openAt(works.stream().map(RefreshDue::at).toList());
    } catch (StoreUnavailable e) {
      return unreadable(works, e);
    } catch (RuntimeException e) {
      return unreadable(works, new StoreUnavailable(Cause.FAILED, "token sets were not opened", e));
    }
  }

  private static List<Opened> unreadable(List<Work> works, StoreUnavailable why) {
    return works.stream().<Opened>map(work -> new Opened.Unreadable(why)).toList();
  }

  /** After anything but a success another node may have rewritten what lies there. */
  private static TokenVault.At at(Work work) {
    var claim = work.claim();
    var isPlain = claim.failures() == 0 && !claim.inDoubt();
    return new TokenVault.At(claim.location(), isPlain ? claim.kvVersion() : 0);
  }

  private void refresh(Work work, Opened tokens) {
    var sign = ProviderSign.NOTHING;
    try {
      var result = one.run(work, tokens);
      sign = result.sign();
      finish.finish(result);
    } catch (RuntimeException e) {
      // The attempt stays open and is recovered when its lease is over.
      LOG.log(Level.ERROR, "attempt " + work.claim().attempt() + " broke off", e);
    } finally {
      lanes.leave(work.claim().provider(), sign);
      places.giveBack(1);
    }
  }

  /** Lets the attempts under way run to their ends. */
  @PreDestroy
  public void stop() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "attempts were still under way at the stop: they are recovered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
