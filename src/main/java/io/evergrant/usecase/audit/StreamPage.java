package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.usecase.port.LinkedLog.Linked;
import io.evergrant.usecase.port.SyslogCursors.Due;
import io.evergrant.usecase.port.SyslogCursors.Reached;
import io.evergrant.usecase.port.SyslogReceiver.Message;
import java.util.List;

/**
 * Some lines of a tenant's log for the syslog receiver, as an export has them.
 *
 * @param reached where they end
 */
record StreamPage(List<Message> messages, Reached reached) {
  /** Events held at once: about a megabyte. */
  static final int MOST = 1_000;

  StreamPage {
    messages = List.copyOf(messages);
  }

  /**
   * What comes next. Checkpoints are read before events: of those that are there by then, the
   * events are there as well.
   */
  static StreamPage read(LinkedLog log, Due due, Reached from) {
    var heads = log.checkpoints(due.tenant(), from.checkpoint(), Long.MAX_VALUE, MOST);
    var events = log.events(due.tenant(), from.sequence(), Long.MAX_VALUE, MOST);
    var lines = new StreamLines(due, from, heads);
    lines.checkpoints(from.sequence());
    var removals = removals(log, due, from, events);
    removals.forEach(lines::removal);
    if (removals.size() == MOST) {
      // events stand behind the last of them
      return lines.page();
    }
    events.forEach(lines::event);
    if (events.size() < MOST) {
      // where somebody took events away, their checkpoints are left
      lines.checkpoints(Long.MAX_VALUE);
    }
    return lines.page();
  }

  /**
   * Where the log no longer goes on from there, because old events were removed meanwhile: each
   * record of it, of which none tells what another covers.
   */
  private static List<SignedRemoval> removals(
      LinkedLog log, Due due, Reached from, List<Linked> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    var next = events.getFirst();
    return next.sequence() == from.sequence() + 1 && next.event() != null
        ? List.of()
        : log.removals(due.tenant(), from.sequence(), MOST);
  }
}
