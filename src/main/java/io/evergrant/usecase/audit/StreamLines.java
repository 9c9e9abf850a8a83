package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.usecase.port.LinkedLog.Linked;
import io.evergrant.usecase.port.SyslogCursors.Due;
import io.evergrant.usecase.port.SyslogCursors.Reached;
import io.evergrant.usecase.port.SyslogReceiver.Message;
import io.evergrant.verifier.Checkpoint;
import io.evergrant.verifier.Lines;
import io.evergrant.verifier.Removal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Messages of a tenant as they are written: each checkpoint behind the events that it covers. */
final class StreamLines {
  private final Due due;
  private final Queue<SignedCheckpoint> heads;
  private final List<Message> messages = new ArrayList<>();
  private long sequence;
  private long checkpoint;

  StreamLines(Due due, Reached from, List<SignedCheckpoint> heads) {
    this.due = due;
    this.heads = new ArrayDeque<>(heads);
    this.sequence = from.sequence();
    this.checkpoint = from.checkpoint();
  }

  /** In the place of the events that are gone, which the next line would otherwise seem to lack. */
  void removal(SignedRemoval removal) {
    var time = Removal.read(removal.body()).map(Removal::time).orElse(null);
    var line = Lines.removal(removal.body(), removal.signature());
    add("removal", time, removal.sequence(), null, line);
    sequence = removal.sequence();
    checkpoints(sequence);
  }

  /** Nothing for the link that a removal leaves. */
  void event(Linked linked) {
    if (linked.sequence() <= sequence) {
      return;
    }
    var event = linked.event();
    if (event == null) {
      var line = Lines.event("null", linked.hash(), linked.sequence());
      add("event_gone", null, linked.sequence(), null, line);
    } else {
      var line = Lines.event(event.canonical(), linked.hash(), linked.sequence());
      add(event.type(), LoggedEvent.time(event.at()), linked.sequence(), event.number(), line);
    }
    sequence = linked.sequence();
    checkpoints(sequence);
  }

  /** Those up to that sequence. */
  void checkpoints(long upTo) {
    for (var next = heads.peek(); next != null && next.sequence() <= upTo; next = heads.peek()) {
      var time = Checkpoint.read(next.body()).map(Checkpoint::time).orElse(null);
      var line = Lines.checkpoint(next.body(), next.signature());
      add("checkpoint", time, next.sequence(), null, line);
      checkpoint = next.sequence();
      heads.remove();
    }
  }

  private void add(
      String kind, @Nullable String time, long place, @Nullable Long number, String line) {
    messages.add(new Message(due.tenant(), due.name(), kind, time, place, number, line));
  }

  StreamPage page() {
    return new StreamPage(messages, new Reached(sequence, checkpoint));
  }
}
