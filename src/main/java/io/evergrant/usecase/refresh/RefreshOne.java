package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.Schedule;
import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classifier;
import io.evergrant.domain.outcome.ConsentCause;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.outcome.RefreshOutcome.AbandonCause;
import io.evergrant.domain.outcome.Replay;
import io.evergrant.domain.secret.IssuedTokens;
import io.evergrant.usecase.port.Chance;
import io.evergrant.usecase.port.Fingerprints;
import io.evergrant.usecase.port.RefreshJournal;
import io.evergrant.usecase.port.RefreshJournal.Doubt;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenEndpoint;
import io.evergrant.usecase.port.TokenProof;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.refresh.KnownProviders.Known;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One claimed grant on its way from the opened token set to the committed outcome. Answers how the
 * attempt ended; whoever called writes that down.
 */
@Singleton
public class RefreshOne {
  private static final Duration DOUBT_MEMORY = Duration.ofHours(1);
  private static final int DOUBTS_BEFORE_CONSENT = 8;
  private static final Optional<Doubt> NO_DOUBT = Optional.empty();

  private final RefreshJournal journal;
  private final KnownProviders providers;
  private final WriteGate gate;
  private final TokenEndpoint endpoint;
  private final StoreAnswer store;
  private final TokenProof proof;
  private final DecideReplay replay;
  private final Adjudicate adjudicate;
  private final Fingerprints fingerprints;
  private final RefreshSettings settings;
  private final Chance chance;

  @Inject
  public RefreshOne(
      RefreshJournal journal,
      KnownProviders providers,
      WriteGate gate,
      TokenEndpoint endpoint,
      StoreAnswer store,
      TokenProof proof,
      DecideReplay replay,
      Adjudicate adjudicate,
      Fingerprints fingerprints,
      RefreshSettings settings,
      Chance chance) {
    this.journal = journal;
    this.providers = providers;
    this.gate = gate;
    this.endpoint = endpoint;
    this.store = store;
    this.proof = proof;
    this.replay = replay;
    this.adjudicate = adjudicate;
    this.fingerprints = fingerprints;
    this.settings = settings;
    this.chance = chance;
  }

  Result run(Work work, Opened opened) {
    return switch (opened) {
      case Opened.Missing missing -> ended(work, missing(missing), null);
      case Opened.Unreadable unreadable -> {
        gate.vaultFailed();
        yield abandoned(work, AbandonCause.STORE_UNREADABLE);
      }
      case Opened.Found found -> withTokens(work, found);
    };
  }

  /** KV ends an entry shortly before its token does. */
  static RefreshOutcome missing(Opened.Missing missing) {
    return new RefreshOutcome.ConsentLost(
        missing.ended() ? ConsentCause.EXPIRED_ABSOLUTE : ConsentCause.STORED_TOKEN_MISSING);
  }

  private Result withTokens(Work work, Opened.Found found) {
    var claim = work.claim();
    if (found.version() < claim.kvVersion()) {
      return abandoned(work, AbandonCause.STORE_BEHIND);
    }
    if (found.entry().tokens().ended(work.now())) {
      return ended(work, new RefreshOutcome.ConsentLost(ConsentCause.EXPIRED_ABSOLUTE), null);
    }
    Known known;
    try {
      fingerprints.ready();
      var read = providers.find(claim.tenant(), claim.provider());
      if (read.isEmpty() || read.get().provider().isPaused()) {
        return abandoned(work, AbandonCause.PROVIDER_PAUSED);
      }
      known = read.get();
    } catch (StoreUnavailable e) {
      gate.vaultFailed();
      return deferred(work, DeferCause.SECRET_UNREADABLE, null, null);
    }
    if (!gate.isOpen()) {
      return deferred(work, DeferCause.STORES_CLOSED, null, null);
    }
    var refused =
        adjudicate
            .earlier(work, found, known.provider())
            .or(() -> adjudicate.overdue(work, known.provider()));
    if (refused.isPresent()) {
      return ended(work, refused.get(), null);
    }
    var doubt = claim.inDoubt() ? journal.doubt(claim.tenant(), claim.grant()) : NO_DOUBT;
    return doubt.isEmpty() ? send(work, found, known) : replay(work, found, known, doubt.get());
  }

  private Result replay(Work work, Opened.Found found, Known known, Doubt doubt) {
    var again = work.replaying(doubt.attempt());
    var since = doubt.since();
    if (since == null) {
      return send(again, found, known);
    }
    var token = found.entry().tokens().refreshToken();
    return switch (replay.decide(known, token, since, work.now())) {
      case DecideReplay.Decision.Ask ask -> send(again, found, known);
      case DecideReplay.Decision.Settle settle ->
          deferred(work, DeferCause.DOUBT_SETTLES, settle.left(), null);
      case DecideReplay.Decision.Lost lost ->
          ended(work, new RefreshOutcome.ConsentLost(ConsentCause.LOST_IN_FLIGHT), null);
      case DecideReplay.Decision.TooRisky risky -> abandoned(work, AbandonCause.REPLAY_UNSAFE);
    };
  }

  private Result send(Work work, Opened.Found found, Known known) {
    var claim = work.claim();
    var policy = known.provider().policy();
    var lease = policy.deadline().plus(settings.storeLease());
    var before = work.elapsed();
    return switch (journal.markSent(claim, lease)) {
      case NOT_OURS -> new Result.NotOurs();
      case PROVIDER_RESTS -> deferred(work, DeferCause.PROVIDER_RESTS, null, null);
      case SENT -> sent(work, found, known, before);
    };
  }

  private Result sent(Work work, Opened.Found found, Known known, Duration before) {
    var policy = known.provider().policy();
    if (work.elapsed().minus(before).compareTo(settings.storeLease().dividedBy(2)) > 0) {
      // This thread stood still: what is left of the lease may not cover the request.
      return deferred(work, DeferCause.LEASE_ENDED, null, null);
    }
    var sentAt = work.elapsed();
    var answer =
        endpoint.refresh(known.provider(), known.secret(), found.entry().tokens().refreshToken());
    var said = ProviderSaid.of(answer);
    return switch (Classifier.classify(answer)) {
      case Classification.Issued issued -> keep(work, found, known, issued.tokens(), said);
      case Classification.GrantRefused refused -> {
        var description = said.errorDescription();
        var provider = known.provider();
        yield ended(
            work, adjudicate.judge(work, found, provider, description, retryIn(work, null)), said);
      }
      case Classification.ClientRefused refused ->
          ended(work, new RefreshOutcome.ProviderRefused(refused.error()), said);
      case Classification.Ambiguous ambiguous -> doubted(work, ambiguous.error(), said);
      case Classification.NothingDone nothing ->
          deferred(work, nothing.cause(), nothing.retryAfter(), said);
      case Classification.Uncertain uncertain -> {
        var sinceSent = work.elapsed().minus(sentAt);
        var safe = Replay.mayBecomeSafe(policy, sinceSent);
        var left = Replay.settling(policy).minus(sinceSent);
        var outcome = new RefreshOutcome.Unknown(uncertain.cause(), safe, retryIn(work, left));
        yield ended(work, outcome, said);
      }
    };
  }

  private Result keep(
      Work work, Opened.Found found, Known known, IssuedTokens issued, ProviderSaid said) {
    var claim = work.claim();
    var spent = found.entry();
    var tokens = spent.tokens().renewedBy(issued, work.now());
    var rotated = tokens.rotatedFrom(spent.tokens());
    var fingerprint =
        rotated ? fingerprints.of(claim.tenant(), tokens.refreshToken()) : spent.fingerprint();
    var entry = new Entry(claim.attempt(), spent.fingerprint(), fingerprint, false, tokens);
    var policy = known.provider().policy();
    var dueIn = Schedule.afterSuccess(policy, tokens, chance.next());
    return switch (store.store(claim, found.version(), entry, settings.storeLease().dividedBy(2))) {
      case StoreAnswer.Kept.InVault kept -> {
        var stored =
            new Stored(
                kept.version(),
                kept.keyVersion(),
                fingerprint,
                rotated,
                tokens.scope().toString(),
                tokens.expiresAt(),
                tokens.refreshExpiresAt());
        var proved = proof.prove(known.provider(), known.secret(), tokens);
        var outcome = new RefreshOutcome.Renewed(rotated, proved);
        yield new Result.Over(new Ended(claim, outcome, said, stored, dueIn));
      }
      case StoreAnswer.Kept.TakenOver over -> new Result.ToEscrow(escrowed(work, said), entry, -1);
      case StoreAnswer.Kept.NotYet not ->
          new Result.ToEscrow(escrowed(work, said), entry, found.version());
    };
  }

  private static Ended escrowed(Work work, ProviderSaid said) {
    return new Ended(work.claim(), new RefreshOutcome.Escrowed(), said, null, Ended.SOON);
  }

  /** P07: an error that may be the client's or the grant's; a second grant's word decides. */
  private Result doubted(Work work, String error, ProviderSaid said) {
    var claim = work.claim();
    if (journal.otherGrantDoubts(claim.tenant(), claim.provider(), claim.grant(), DOUBT_MEMORY)) {
      return ended(work, new RefreshOutcome.ProviderRefused(error), said);
    }
    return claim.failures() >= DOUBTS_BEFORE_CONSENT
        ? ended(work, new RefreshOutcome.ConsentLost(ConsentCause.UNKNOWN), said)
        : deferred(work, DeferCause.CLIENT_DOUBTED, null, said);
  }

  private Result deferred(
      Work work, DeferCause cause, @Nullable Duration retryAfter, @Nullable ProviderSaid said) {
    return ended(work, new RefreshOutcome.Deferred(cause, retryIn(work, retryAfter)), said);
  }

  private Result abandoned(Work work, AbandonCause cause) {
    return ended(work, new RefreshOutcome.Abandoned(cause), null);
  }

  private Result ended(Work work, RefreshOutcome outcome, @Nullable ProviderSaid said) {
    return new Result.Over(new Ended(work.claim(), outcome, said, null, retryIn(work, null)));
  }

  private Duration retryIn(Work work, @Nullable Duration retryAfter) {
    return Schedule.afterFailure(
        work.claim().failures() + 1,
        retryAfter == null || retryAfter.isNegative() ? Duration.ZERO : retryAfter,
        chance.next());
  }

  /** What is left to do. */
  sealed interface Result {
    /** What it tells of the provider. */
    default ProviderSign sign() {
      return switch (this) {
        case Over over -> over.ended().ending().sign();
        case ToEscrow to -> ProviderSign.ANSWERED;
        case NotOurs not -> ProviderSign.NOTHING;
      };
    }

    record Over(Ended ended) implements Result {}

    /** An answer that Vault did not take. */
    record ToEscrow(Ended escrowed, Entry entry, int version) implements Result {}

    /** Another worker has taken over: nothing was sent, nothing is written. */
    record NotOurs() implements Result {}
  }
}
