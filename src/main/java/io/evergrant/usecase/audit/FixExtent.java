package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportExtent;
import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.LinkedLog.Reach;
import io.evergrant.verifier.ChainHash;
import io.evergrant.verifier.Checkpoint;
import java.time.Duration;
import java.util.Objects;

/**
 * Where an export begins and ends. It ends at a checkpoint, so that everything in it is signed:
 * what was asked for is widened up to the next one, which takes a minute where the newest events
 * are asked for. Where none comes, as while Vault is away, it ends unsigned, and the verifier says
 * so.
 */
final class FixExtent {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LinkedLog log;

  FixExtent(LinkedLog log) {
    this.log = log;
  }

  Found of(AuditExport export) {
    var tenant = export.tenant();
    var reach = log.reach(tenant);
    var patient = reach.now().isBefore(export.askedAt().plus(PATIENCE));
    if (patient && log.settled(tenant) < export.askedNumber()) {
      return new Found.NotLinked();
    }
    var wanted = Objects.requireNonNullElseGet(export.wanted(), () -> wanted(export, reach));
    if (patient && reach.signed() < wanted) {
      return new Found.NotSigned(wanted);
    }
    return new Found.Fixed(extent(export, reach, wanted));
  }

  private long wanted(AuditExport export, Reach reach) {
    var range = export.range();
    var before = range.before();
    if (before != null) {
      return Math.min(reach.head(), before - 1);
    }
    var until = range.until();
    return until == null ? reach.head() : log.upTo(export.tenant(), until);
  }

  private ExportExtent extent(AuditExport export, Reach reach, long wanted) {
    var range = export.range();
    var from = range.from();
    var asked = from == null ? range.after() : log.before(export.tenant(), from);
    var open = isOpen(export, reach);
    var signed = reach.signed() >= wanted;
    var removed = Beginning.removed(log, export.tenant());
    var last = signed ? (open ? reach.signed() : covering(export, wanted)) : wanted;
    var end = Math.max(last, removed);
    var after = Math.max(Math.min(asked, end), removed);
    var previous = log.link(export.tenant(), after).orElse(ChainHash.BEFORE_THE_FIRST);
    return new ExportExtent(
        after,
        end,
        signed && !open ? end : reach.signed(),
        open ? null : (Long) (end + 1),
        previous,
        signed && open ? madeAt(export, end, reach) : LoggedEvent.time(reach.now()));
  }

  /** Whether all is asked for that there is by now. */
  private static boolean isOpen(AuditExport export, Reach reach) {
    var before = export.range().before();
    var until = export.range().until();
    return before == null
        ? until == null || until.isAfter(export.askedAt())
        : before > reach.head();
  }

  /** The first checkpoint over the last event; nothing is younger than the newest one. */
  private long covering(AuditExport export, long wanted) {
    if (wanted == 0) {
      return 0;
    }
    return log.checkpoints(export.tenant(), wanted - 1, Long.MAX_VALUE, 1).stream()
        .findFirst()
        .map(SignedCheckpoint::sequence)
        .orElse(wanted);
  }

  /**
   * When the checkpoint at its end was made: one that is held outside and younger than that says
   * nothing against an export that ends there.
   */
  private String madeAt(AuditExport export, long end, Reach reach) {
    return log.checkpoints(export.tenant(), end - 1, end, 1).stream()
        .findFirst()
        .flatMap(checkpoint -> Checkpoint.read(checkpoint.body()))
        .map(Checkpoint::time)
        .orElseGet(() -> LoggedEvent.time(reach.now()));
  }

  /** How far the log is for it. */
  sealed interface Found {
    record Fixed(ExportExtent extent) implements Found {}

    /** Some events up to when it was asked for have no link yet. */
    record NotLinked() implements Found {}

    /** There is no checkpoint yet that covers this sequence. */
    record NotSigned(long upTo) implements Found {}
  }
}
