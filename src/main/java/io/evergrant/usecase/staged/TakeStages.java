package io.evergrant.usecase.staged;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.staged.ConsentEnding;
import io.evergrant.domain.staged.RefreshEnding;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.usecase.port.StagedTestWork.Turn;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.staged.RecordTests.At;
import io.evergrant.usecase.staged.RecordTests.Linked;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** One turn at a test: as many stages as can be tried now. Uses the network: no transaction. */
@Singleton
public class TakeStages {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Longer than the engine takes to come to a grant that is due, unless something is wrong. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final RecordTests record;
  private final AskProvider asking;
  private final InstantSource clock;
  private final Ticker ticker;

  @Inject
  public TakeStages(RecordTests record, AskProvider asking, InstantSource clock, Ticker ticker) {
    this.record = record;
    this.asking = asking;
    this.clock = clock;
    this.ticker = ticker;
  }

  void take(Turn turn) {
    for (var at = record.at(turn); at.isPresent(); at = record.at(turn)) {
      if (!take(turn, at.get())) {
        record.release(turn, LOOK_AGAIN, true);
        return;
      }
    }
  }

  /** False where something is waited for. */
  private boolean take(Turn turn, At at) {
    return switch (at.test().stage()) {
      case NAME, TLS, DISCOVERY, CLIENT -> ask(turn, at);
      case CONSENT -> consent(turn, at);
      case REFRESH -> refresh(turn, at);
    };
  }

  private boolean ask(Turn turn, At at) {
    var start = ticker.nanos();
    var ending = asking.ask(at.test().stage(), at.provider());
    var took = Duration.ofNanos(ticker.nanos() - start);
    record.ended(turn, at.test().stage(), ending, took);
    return true;
  }

  private boolean consent(Turn turn, At at) {
    if (at.provider().isPaused()) {
      return ended(turn, Stage.CONSENT, new ConsentEnding.ProviderPaused());
    }
    var found = record.link(turn, at.test());
    if (found.isEmpty()) {
      return ended(turn, Stage.CONSENT, new ConsentEnding.NobodyConsented());
    }
    var link = found.get().link();
    return switch (link.state(clock.instant())) {
      case OPEN -> false;
      case ENDED -> ended(turn, Stage.CONSENT, new ConsentEnding.NobodyConsented());
      case REVOKED -> ended(turn, Stage.CONSENT, new ConsentEnding.LinkRevoked());
      case USED -> connected(turn, found.get(), link);
    };
  }

  private boolean connected(Turn turn, Linked linked, ConsentLink link) {
    var grant = linked.grant().orElse(null);
    if (grant == null) {
      return ended(turn, Stage.CONSENT, new ConsentEnding.NobodyConsented());
    }
    var missing = grant.scopeGranted().missing(grant.scopeAsked());
    var ending =
        missing.isEmpty()
            ? new ConsentEnding.Consented(grant.id(), grant.account())
            : new ConsentEnding.ConsentedToLess(grant.id(), grant.account(), missing);
    record.consented(turn, grant.id(), ending, waited(link.createdAt(), link.usedAt()));
    return true;
  }

  private boolean refresh(Turn turn, At at) {
    var grant = at.test().grant();
    if (grant == null) {
      return ended(turn, Stage.REFRESH, new RefreshEnding.GrantGone());
    }
    var since = at.test().dueSince();
    return since == null ? ask(turn, grant) : look(turn, grant, since);
  }

  private boolean ask(Turn turn, GrantId grant) {
    return !record.refresh(turn, grant)
        && ended(turn, Stage.REFRESH, new RefreshEnding.GrantGone());
  }

  private boolean look(Turn turn, GrantId grant, Instant since) {
    var found = JudgeRefresh.of(record.attempts(turn, grant), since);
    if (found.isPresent()) {
      return ended(turn, Stage.REFRESH, found.get());
    }
    var waits = waited(since, clock.instant());
    return waits.compareTo(PATIENCE) > 0
        && ended(turn, Stage.REFRESH, new RefreshEnding.NotInTime(waits.toSeconds()));
  }

  private boolean ended(Turn turn, Stage stage, StageEnding ending) {
    record.ended(turn, stage, ending, Duration.ZERO);
    return true;
  }

  private static Duration waited(Instant from, @Nullable Instant to) {
    return to == null || to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }
}
