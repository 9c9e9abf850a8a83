package io.evergrant.usecase.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportExtent;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.audit.ExportProgress;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.LinkedLog.Linked;
import io.evergrant.verifier.ChainHash;
import io.evergrant.verifier.Lines;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part of an export as it is written, whether for the first time or again.
 *
 * @param last nothing comes after it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Part(byte[] bytes, ExportProgress progress, boolean last) {
  /** Events held at once: about a megabyte. */
  static final int EVENTS = 1_000;

  /** The part that comes next. */
  static Part next(LinkedLog log, AuditExport export) {
    var reach = export.fixed();
    var page = log.events(export.tenant(), export.progress().sequence(), reach.upTo(), EVENTS);
    var last = page.size() < EVENTS || page.getLast().sequence() >= reach.upTo();
    return write(log, export, export.progress(), page, last, null);
  }

  /** One that was written before; whether it is the same as then is for the caller to see. */
  static Part again(LinkedLog log, AuditExport export, ExportPart part) {
    var whole = export.progress();
    var last = part.number() == whole.parts() - 1;
    var page = log.events(export.tenant(), part.after(), part.upTo(), EVENTS);
    var before =
        new ExportProgress(part.after(), whole.hash(), 0, 0, part.begins(), part.number(), null);
    var end =
        new Lines.End(
            whole.checkpoints(),
            whole.events(),
            Objects.requireNonNullElse(whole.hash(), ChainHash.BEFORE_THE_FIRST),
            whole.sequence());
    return write(log, export, before, page, last, end);
  }

  private static Part write(
      LinkedLog log,
      AuditExport export,
      ExportProgress before,
      List<Linked> page,
      boolean last,
      Lines.@Nullable End known) {
    var format = LineFormat.of(export.format());
    var reach = export.fixed();
    var out = new StringBuilder(1 << 20);
    if (before.parts() == 0) {
      begin(format, out, log, export.tenant(), reach);
    }
    var sequence = page.isEmpty() ? before.sequence() : page.getLast().sequence();
    // a head that was signed since then would not be in the part as it was first written
    var signedUpTo = Math.min(sequence, reach.signedUpTo());
    var signed = checkpoints(log, export.tenant(), before.sequence(), signedUpTo);
    var checkpoints = signed.size();
    for (var linked : page) {
      format.event(out, linked);
      while (!signed.isEmpty() && signed.element().sequence() <= linked.sequence()) {
        format.checkpoint(out, signed.remove());
      }
    }
    var hash = page.isEmpty() ? before.hash() : page.getLast().hash();
    if (last) {
      // heads that were signed of events that are gone
      var gone = checkpoints(log, export.tenant(), sequence, reach.signedUpTo());
      gone.forEach(checkpoint -> format.checkpoint(out, checkpoint));
      checkpoints += gone.size();
    }
    var events = before.events() + page.size();
    if (last) {
      var end =
          new Lines.End(
              before.checkpoints() + checkpoints,
              events,
              Objects.requireNonNullElse(hash, reach.previous()),
              sequence);
      format.end(out, known == null ? end : known);
    }
    var bytes = out.toString().getBytes(UTF_8);
    return new Part(
        bytes,
        new ExportProgress(
            sequence,
            hash,
            events,
            before.checkpoints() + checkpoints,
            before.bytes() + bytes.length,
            before.parts() + 1,
            null),
        last);
  }

  private static ArrayDeque<SignedCheckpoint> checkpoints(
      LinkedLog log, TenantId tenant, long after, long upTo) {
    return new ArrayDeque<>(log.checkpoints(tenant, after, upTo, EVENTS));
  }

  private static void begin(
      LineFormat format, StringBuilder out, LinkedLog log, TenantId tenant, ExportExtent extent) {
    var beginning = Beginning.at(log, tenant, extent.after());
    format.begin(out, beginning.manifest(tenant, extent.before(), extent.asOf()));
    if (beginning.removal() != null) {
      format.removal(out, beginning.removal());
      beginning.anchor(log, tenant).ifPresent(anchor -> format.checkpoint(out, anchor));
    }
  }

  /** In hexadecimal. */
  String sha256() {
    try {
      return ChainHash.hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
