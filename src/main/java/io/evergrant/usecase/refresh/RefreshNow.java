package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.RefreshOnDemand;
import io.evergrant.usecase.port.Rest;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One grant at once, for somebody who waits. Whoever asks for it on this node meanwhile joins the
 * same flight. Where another node holds the grant the claim is refused, and the flight waits until
 * the grant's row tells that the other one's refresh is over. A flight runs on a thread of its own
 * to its end; a waiter that gives up neither ends it nor begins a second one.
 */
@Singleton
public class RefreshNow implements RefreshOnDemand {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** Longer than any lease: by then a crashed holder has been recovered. */
  private static final int LOOKS = 900;

  private final RefreshDue due;
  private final Grants grants;
  private final Rest rest;
  private final ExecutorService threads;
  private final ConcurrentHashMap<Wanted, CompletableFuture<Waited>> flights =
      new ConcurrentHashMap<>();

  @Inject
  public RefreshNow(RefreshDue due, Grants grants, TaskThreads threads, Rest rest) {
    this.due = due;
    this.grants = grants;
    this.rest = rest;
    this.threads = threads.open();
  }

  @Override
  public Waited await(Standing seen, Actor actor, Duration patience) {
    try {
      return join(seen, actor).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Waited.STILL_UNDER_WAY;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Waited.STILL_UNDER_WAY;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailable store) {
        throw store;
      }
      throw new IllegalStateException("a refresh on demand broke off", e.getCause());
    }
  }

  private CompletableFuture<Waited> join(Standing seen, Actor actor) {
    var wanted = new Wanted(seen.location().tenant(), seen.location().grant());
    var mine = new CompletableFuture<Waited>();
    var other = flights.putIfAbsent(wanted, mine);
    if (other != null) {
      return other;
    }
    try {
      threads.execute(() -> fly(wanted, seen, actor, mine));
    } catch (RejectedExecutionException e) {
      // this node is stopping: another one does it
      flights.remove(wanted, mine);
      mine.complete(Waited.NOT_STARTED);
    }
    return mine;
  }

  /**
   * Whatever happens the flight is over afterwards: a stuck one would keep its grant for ever. It
   * is gone before it tells, so that nobody joins one that has failed already.
   */
  private void fly(Wanted wanted, Standing seen, Actor actor, CompletableFuture<Waited> flight) {
    try {
      var waited = refreshOrWait(wanted, seen, actor);
      flights.remove(wanted, flight);
      flight.complete(waited);
    } catch (RuntimeException e) {
      flights.remove(wanted, flight);
      flight.completeExceptionally(e);
    }
  }

  /** Whoever saw a refresh under way waits for that one: the fence would not tell that it ended. */
  private Waited refreshOrWait(Wanted wanted, Standing seen, Actor actor) {
    if (!seen.underWay() && due.runOne(seen, actor)) {
      return Waited.OVER;
    }
    for (var i = 0; i < LOOKS; i++) {
      var now = standing(wanted);
      if (isOver(seen, now)) {
        return Waited.OVER;
      }
      if (now.isEmpty() || !now.get().underWay() || !rest.rested(LOOK_AGAIN)) {
        return Waited.NOT_STARTED;
      }
    }
    return Waited.STILL_UNDER_WAY;
  }

  private Optional<Standing> standing(Wanted wanted) {
    return grants.standing(wanted.tenant(), wanted.grant());
  }

  private static boolean isOver(Standing seen, Optional<Standing> now) {
    var ended = now.map(Standing::lastOutcomeAt);
    return ended.isPresent() && !ended.get().equals(seen.lastOutcomeAt());
  }

  @PreDestroy
  public void stop() {
    threads.shutdown();
  }

  /** With the tenant, so that nobody joins another's flight. */
  private record Wanted(TenantId tenant, GrantId grant) {}
}
