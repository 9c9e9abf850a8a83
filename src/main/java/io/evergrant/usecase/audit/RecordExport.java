package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.audit.ExportProgress;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditExports;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ExportTurns;
import io.evergrant.usecase.port.ExportTurns.Turn;
import io.evergrant.usecase.port.ExportWork;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.verifier.ChainHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The database's share of making exports, one short transaction a step. */
@Singleton
public class RecordExport {
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** Until a checkpoint is looked for again. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(10);

  private final AuditExports exports;
  private final ExportWork work;
  private final ExportTurns turns;
  private final LinkedLog log;
  private final AuditLog audit;
  private final PortalSettings portal;
  private final FixExtent extents;

  @Inject
  public RecordExport(
      AuditExports exports,
      ExportWork work,
      ExportTurns turns,
      LinkedLog log,
      AuditLog audit,
      PortalSettings portal) {
    this.exports = exports;
    this.work = work;
    this.turns = turns;
    this.log = log;
    this.audit = audit;
    this.portal = portal;
    this.extents = new FixExtent(log);
  }

  @Transactional
  Optional<Turn> claim() {
    return turns.claim(portal.node(), ExportFormat.LAYOUT, LEASE);
  }

  /** Whether parts can be written; where they cannot yet, the turn is over. */
  @Transactional
  boolean begin(Turn turn) {
    var export = export(turn);
    if (export.extent() != null) {
      return isWhole(turn, export);
    }
    return switch (extents.of(export)) {
      case FixExtent.Found.Fixed fixed -> work.fix(turn.tenant(), turn, fixed.extent());
      case FixExtent.Found.NotSigned wanted -> {
        work.want(turn.tenant(), turn, wanted.upTo());
        yield wait(turn);
      }
      case FixExtent.Found.NotLinked notLinked -> wait(turn);
    };
  }

  /** What was removed under it is not exported: what is left would look like a forged log. */
  private boolean isWhole(Turn turn, AuditExport export) {
    if (Beginning.removed(log, turn.tenant()) <= export.fixed().after()) {
      return true;
    }
    fail(turn);
    return false;
  }

  /** To wait is no vain try. */
  private boolean wait(Turn turn) {
    work.waits(turn.tenant(), turn, LOOK_AGAIN);
    return false;
  }

  /** Writes a part and notes what it is; false where none is to follow in this turn. */
  @Transactional
  boolean part(Turn turn) {
    var export = export(turn);
    var part = Part.next(log, export);
    if (!isWhole(turn, export)) {
      return false;
    }
    var before = export.progress();
    var sum = RunningSha256.of(before.digest(), before.bytes());
    sum.update(part.bytes());
    var progress = part.progress();
    var noted =
        new ExportProgress(
            progress.sequence(),
            progress.hash(),
            progress.events(),
            progress.checkpoints(),
            progress.bytes(),
            progress.parts(),
            sum.aside());
    if (!work.add(turn.tenant(), turn, described(export, part), noted, LEASE)) {
      return false;
    }
    if (part.last() && work.ready(turn.tenant(), turn, sum.hex())) {
      tell(turn, export(turn), true);
    }
    return !part.last();
  }

  private static ExportPart described(AuditExport export, Part part) {
    var before = export.progress();
    return new ExportPart(
        before.parts(),
        before.sequence(),
        part.last() ? export.fixed().upTo() : part.progress().sequence(),
        before.bytes(),
        part.bytes().length,
        part.sha256());
  }

  @Transactional
  void goOnLater(Turn turn) {
    work.release(turn.tenant(), turn, Duration.ZERO);
  }

  @Transactional
  void release(Turn turn) {
    work.release(turn.tenant(), turn, AFTER_A_FAULT);
  }

  @Transactional
  void fail(Turn turn) {
    if (work.fail(turn.tenant(), turn)) {
      tell(turn, export(turn), false);
    }
  }

  private AuditExport export(Turn turn) {
    return exports
        .find(turn.tenant(), turn.id())
        .orElseThrow(() -> new IllegalStateException("export " + turn.id() + " is gone"));
  }

  private void tell(Turn turn, AuditExport export, boolean complete) {
    var progress = export.progress();
    audit.append(
        AuditEvent.of(
            turn.tenant(),
            AuditEventType.AUDIT_EXPORT_ENDED,
            new Actor.Portal(portal.node()),
            Map.of(
                "export", turn.id().toString(),
                "format", export.format().code(),
                "events", Long.toString(progress.events()),
                "checkpoints", Long.toString(progress.checkpoints()),
                "sequence", Long.toString(progress.sequence()),
                "hash", Objects.requireNonNullElse(progress.hash(), ChainHash.BEFORE_THE_FIRST),
                "sha256", Objects.requireNonNullElse(export.sha256(), ""),
                "complete", Boolean.toString(complete))));
  }
}
