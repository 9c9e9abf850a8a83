package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.Verification.Found;
import io.evergrant.domain.audit.Verification.Word;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.CheckpointsOutside;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.port.Verifications.Turn;
import io.evergrant.verifier.Finding;
import io.evergrant.verifier.PublicKeys;
import io.evergrant.verifier.Verdict;
import io.evergrant.verifier.Verifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies logs with the very code that an auditor runs offline, one at a time. It reads the log as
 * an export of it would be, and the file of checkpoints that this node holds outside the database.
 * The keys are those that Vault names: whoever does not trust this portal verifies an export.
 */
@Singleton
public class VerifyLogs {
  private static final Logger LOG = System.getLogger(VerifyLogs.class.getName());

  /** So often one is begun: by nodes that died, or while a store was away. */
  private static final int TRIES = 10;

  private static final Duration REST = Duration.ofSeconds(30);
  private static final long BETWEEN = Duration.ofSeconds(1).toNanos();

  private final RecordVerification record;
  private final CheckpointSigner signer;
  private final CheckpointsOutside outside;
  private final Ticker ticker;

  @Inject
  public VerifyLogs(
      RecordVerification record,
      CheckpointSigner signer,
      CheckpointsOutside outside,
      Ticker ticker) {
    this.record = record;
    this.signer = signer;
    this.outside = outside;
    this.ticker = ticker;
  }

  /** One round; returns how many verifications were worked at. */
  public int run() {
    var worked = 0;
    try {
      for (var turn = record.claim(); turn.isPresent(); turn = record.claim()) {
        run(turn.get());
        worked++;
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "verifying logs waits for the database: {0}", e.getMessage());
    }
    return worked;
  }

  private void run(Turn turn) {
    if (turn.tries() > TRIES) {
      LOG.log(Level.ERROR, "verification {0} of tenant {1} is given up", turn.id(), turn.tenant());
      record.fail(turn);
      return;
    }
    try {
      verify(turn);
    } catch (TurnLost | RemovedMeanwhile e) {
      LOG.log(Level.INFO, "verification {0} is begun anew: {1}", turn.id(), e.getMessage());
      record.release(turn, Duration.ZERO);
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, "verification {0} waits: {1}", turn.id(), e.getMessage());
      record.release(turn, REST);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the log of tenant {0} cannot be read: {1}", turn.tenant(), e);
      record.done(turn, unreadable());
    }
  }

  /** What is held outside is opened first: whatever stands there, the database had before. */
  private void verify(Turn turn) throws IOException {
    try (var held = outside.held().orElse(null)) {
      var pages = record.begin(turn).orElseThrow(TurnLost::new);
      var verdict =
          new Verifier(keys())
              .verify(
                  new LogStream(pages, reached(turn)), held == null ? List.of() : List.of(held));
      record.done(turn, found(verdict, held));
    }
  }

  private PublicKeys keys() {
    return PublicKeys.read(
        signer.keys().stream()
            .map(CheckpointSigner.Key::publicKey)
            .collect(Collectors.joining("\n")));
  }

  private java.util.function.LongConsumer reached(Turn turn) {
    var told = new long[] {ticker.nanos()};
    return sequence -> {
      if (ticker.nanos() - told[0] >= BETWEEN) {
        told[0] = ticker.nanos();
        if (!record.reached(turn, sequence)) {
          throw new TurnLost();
        }
      }
    };
  }

  private static Found found(Verdict verdict, @Nullable InputStream held) {
    return switch (verdict) {
      case Verdict.Genuine genuine -> {
        var removed = genuine.removed();
        yield new Found(
            genuine.isUnsigned() ? Word.UNSIGNED : Word.GENUINE,
            genuine.last(),
            genuine.checkpoints(),
            genuine.signedUpTo(),
            genuine.signedAt(),
            removed == null ? 0 : removed.sequence(),
            held == null ? null : (Long) genuine.heldOutside(),
            genuine.heldUpTo(),
            null,
            null,
            null,
            null);
      }
      case Verdict.Tampered tampered -> tampered(tampered);
      case Verdict.Unreadable unreadable -> unreadable();
    };
  }

  /** An event is accused where its line is wrong, or one of those that a checkpoint covers. */
  private static Found tampered(Verdict.Tampered tampered) {
    var next = tampered.sequence() + 1;
    var from =
        switch (tampered.finding()) {
          case NOT_CANONICAL, OUT_OF_SEQUENCE, EVENT_GONE, OTHER_TENANT, LINK_BROKEN -> next;
          case HISTORY_REWRITTEN -> tampered.signedUpTo() + 1;
          default -> null;
        };
    return new Found(
        Word.TAMPERED,
        tampered.sequence(),
        0,
        tampered.signedUpTo(),
        null,
        0,
        null,
        0,
        tampered.finding().name().toLowerCase(Locale.ROOT),
        from,
        from == null ? null : tampered.finding() == Finding.HISTORY_REWRITTEN ? next - 1 : next,
        null);
  }

  private static Found unreadable() {
    return new Found(Word.UNREADABLE, 0, 0, 0, null, 0, null, 0, null, null, null, null);
  }

  /** Another node has it by now. */
  private static final class TurnLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TurnLost() {
      super("another node has it");
    }
  }
}
