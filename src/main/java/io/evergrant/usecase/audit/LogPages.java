package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.LinkedLog.Linked;
import io.evergrant.verifier.Lines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * A stretch of a log as the verifier reads it, a page at a time, each in transactions of its own.
 * What does not verify is written all the same: to find it is the verifier's task.
 */
final class LogPages {
  /** Events held at once: about a megabyte. */
  private static final int PAGE = 1_000;

  private final LinkedLog log;
  private final TenantId tenant;
  private final Beginning beginning;
  private final Lines.Manifest manifest;
  private final long upTo;
  private final long signedUpTo;
  private Consumer<LoggedEvent> each = event -> {};
  private boolean begun;
  private boolean ended;
  private long checkpoints;
  private long events;
  private String hash;
  private long sequence;

  /**
   * Nothing is read yet.
   *
   * @param upTo sequence of the last event
   * @param signedUpTo sequence of the last checkpoint; what is signed later is left out
   */
  LogPages(
      LinkedLog log,
      TenantId tenant,
      Beginning beginning,
      Lines.Manifest manifest,
      long upTo,
      long signedUpTo) {
    this.log = log;
    this.tenant = tenant;
    this.beginning = beginning;
    this.manifest = manifest;
    this.upTo = upTo;
    this.signedUpTo = signedUpTo;
    this.hash = beginning.previous();
    this.sequence = beginning.after();
  }

  /** Shows each event that is there to somebody else too. */
  LogPages showing(Consumer<LoggedEvent> each) {
    this.each = each;
    return this;
  }

  /**
   * Lines without their line feed; empty after the last one.
   *
   * @throws RemovedMeanwhile where events were removed since the beginning
   */
  List<String> next() {
    if (ended) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    if (!begun) {
      begin(lines);
    }
    var page = sequence < upTo ? log.events(tenant, sequence, upTo, PAGE) : List.<Linked>of();
    if (page.isEmpty()) {
      end(lines);
    } else {
      write(page, lines);
    }
    if (Beginning.removed(log, tenant) > beginning.after()) {
      throw new RemovedMeanwhile();
    }
    return lines;
  }

  private void begin(List<String> lines) {
    begun = true;
    lines.add(manifest.line());
    var removal = beginning.removal();
    if (removal != null) {
      lines.add(Lines.removal(removal.body(), removal.signature()));
      beginning.anchor(log, tenant).ifPresent(anchor -> lines.add(line(anchor)));
    }
  }

  private void write(List<Linked> page, List<String> lines) {
    var end = page.getLast().sequence();
    // a head that was signed since then may name one before it that a page has passed by already
    var signed =
        new ArrayDeque<>(log.checkpoints(tenant, sequence, Math.min(end, signedUpTo), PAGE));
    for (var linked : page) {
      lines.add(line(linked));
      events++;
      hash = linked.hash();
      sequence = linked.sequence();
      passUp(signed, sequence, lines);
    }
  }

  private void end(List<String> lines) {
    ended = true;
    // heads that were signed of events that are gone
    var gone = new ArrayDeque<>(log.checkpoints(tenant, sequence, signedUpTo, PAGE));
    passUp(gone, Long.MAX_VALUE, lines);
    lines.add(reached().line());
  }

  private void passUp(Queue<SignedCheckpoint> signed, long to, List<String> lines) {
    for (var next = signed.peek(); next != null && next.sequence() <= to; next = signed.peek()) {
      lines.add(line(next));
      checkpoints++;
      signed.remove();
    }
  }

  private String line(Linked linked) {
    var event = linked.event();
    if (event == null) {
      return Lines.event("null", linked.hash(), linked.sequence());
    }
    each.accept(event);
    return Lines.event(event.canonical(), linked.hash(), linked.sequence());
  }

  private static String line(SignedCheckpoint checkpoint) {
    return Lines.checkpoint(checkpoint.body(), checkpoint.signature());
  }

  /** What was written so far. */
  Lines.End reached() {
    return new Lines.End(checkpoints, events, hash, sequence);
  }
}
