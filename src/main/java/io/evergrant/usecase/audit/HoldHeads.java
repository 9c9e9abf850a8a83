package io.evergrant.usecase.audit;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.Checkpoints.Newest;
import io.evergrant.usecase.port.CheckpointsOutside;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.verifier.Lines;
import io.evergrant.verifier.Lines.Signed;
import io.evergrant.verifier.PublicKeys;
import io.evergrant.verifier.Signatures;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Holds signed heads outside the database, each as it is made. One that was lost on its way, to a
 * node that was killed or to a file that could not be written, is made good from the database.
 */
@Singleton
public class HoldHeads {
  private static final Logger LOG = System.getLogger(HoldHeads.class.getName());
  private static final int MOST_WAITING = 10_000;
  private static final int TENANTS = 64;
  private static final TenantId BEFORE_THE_FIRST = new TenantId(new UUID(0, 0));
  private static final long RESTS = Duration.ofSeconds(10).toNanos();

  /** Another node may have died for good with a checkpoint that it alone knew of. */
  private static final long LOOKS_AGAIN = Duration.ofMinutes(10).toNanos();

  private final RecordHeads record;
  private final CheckpointSigner signer;
  private final CheckpointsOutside outside;
  private final Ticker ticker;

  /** Lines that could not be written outside yet. One timer at a time uses it. */
  private final Queue<String> waiting = new ArrayDeque<>();

  /** The same for whoever watches. */
  private volatile int behind;

  /** Whether something in the database may lack outside; nobody knows at the start. */
  private boolean mayLack = true;

  private long lookFrom;
  private long looked;

  @Inject
  public HoldHeads(
      RecordHeads record, CheckpointSigner signer, CheckpointsOutside outside, Ticker ticker) {
    this.record = record;
    this.signer = signer;
    this.outside = outside;
    this.ticker = ticker;
    this.lookFrom = ticker.nanos();
    this.looked = lookFrom;
  }

  /** What cannot be written now is written before the next. */
  void hold(String line) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(line);
    } else {
      mayLack = true;
    }
    writeWaiting();
  }

  /** A checkpoint may have come to be in the database that this node does not know of. */
  void mayLack() {
    mayLack = true;
  }

  /** How many lines could not be written outside yet. */
  public int behind() {
    return behind;
  }

  /** Writes what waits, and then whatever else lacks. */
  void run() {
    var now = ticker.nanos();
    if (writeWaiting() && (mayLack || now - looked >= LOOKS_AGAIN) && now - lookFrom >= 0) {
      makeGood();
    }
  }

  private boolean writeWaiting() {
    var written = isWaitingWritten();
    behind = waiting.size();
    return written;
  }

  private boolean isWaitingWritten() {
    try {
      while (!waiting.isEmpty()) {
        outside.append(waiting.element());
        waiting.remove();
      }
      return true;
    } catch (StoreUnavailable e) {
      LOG.log(
          Level.ERROR,
          "{0} checkpoints could not be written outside the database: {1}",
          waiting.size(),
          e.getMessage());
      return false;
    }
  }

  private void makeGood() {
    try {
      if (outside.isKept()) {
        addWhatLacks();
      }
      mayLack = false;
      looked = ticker.nanos();
    } catch (StoreUnavailable e) {
      lookFrom = ticker.nanos() + RESTS;
      LOG.log(
          Level.WARNING,
          "checkpoints that may lack outside the database are added later: {0}",
          e.getMessage());
    }
  }

  /** The newest of each tenant binds all before it. */
  private void addWhatLacks() {
    var held = held();
    var page = record.newest(BEFORE_THE_FIRST, TENANTS);
    while (!page.isEmpty()) {
      var lacking = page.stream().filter(head -> lacks(head, held)).toList();
      if (!lacking.isEmpty()) {
        add(lacking);
      }
      page = record.newest(page.getLast().tenant(), TENANTS);
    }
  }

  private static boolean lacks(Newest head, Map<String, Long> held) {
    return head.sequence() > held.getOrDefault(head.tenant().toString(), 0L);
  }

  /** What is not signed was put into the database by somebody, and would spoil the file. */
  private void add(List<Newest> heads) {
    var signatures =
        new Signatures(
            PublicKeys.read(
                signer.keys().stream()
                    .map(CheckpointSigner.Key::publicKey)
                    .collect(Collectors.joining("\n"))));
    var lines =
        heads.stream()
            .flatMap(head -> signed(head, signatures).stream())
            .map(Signed::line)
            .collect(Collectors.joining("\n"));
    if (!lines.isEmpty()) {
      outside.append(lines);
    }
  }

  private static Optional<Signed> signed(Newest head, Signatures signatures) {
    return Signed.read(Lines.checkpoint(head.body(), head.signature()))
        .filter(
            line ->
                line.checkpoint().tenant().equals(head.tenant().toString())
                    && line.checkpoint().sequence() == head.sequence()
                    && signatures.signed(line));
  }

  /** The newest sequence of each tenant among the last lines. */
  private Map<String, Long> held() {
    var held = new HashMap<String, Long>();
    for (var text : outside.last()) {
      Signed.read(text)
          .map(Signed::checkpoint)
          .ifPresent(found -> held.merge(found.tenant(), found.sequence(), Math::max));
    }
    return held;
  }
}
