package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.usecase.port.LinkedLog.Linked;
import io.evergrant.verifier.Lines;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** RFC 4180, and nothing in it that a spreadsheet would take for a formula, see {@link CsvCell}. */
final class CsvLines implements LineFormat {
  @Override
  public void begin(StringBuilder out, Lines.Manifest manifest) {
    row(
        out,
        "sequence",
        "number",
        "time",
        "event",
        "actor_kind",
        "actor",
        "actor_member",
        "grant",
        "provider",
        "attempt",
        "terminal",
        "outcome",
        "cause",
        "details",
        "hash");
  }

  @Override
  public void event(StringBuilder out, Linked linked) {
    var event = linked.event();
    if (event == null) {
      row(
          out,
          linked.sequence(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          linked.hash());
    } else {
      row(out, linked, event);
    }
  }

  private static void row(StringBuilder out, Linked linked, LoggedEvent event) {
    row(
        out,
        linked.sequence(),
        event.number(),
        LoggedEvent.time(event.at()),
        event.type(),
        event.actorKind(),
        event.actorName(),
        event.actorMember(),
        event.grant(),
        event.provider(),
        event.attempt(),
        event.terminal(),
        event.outcome(),
        event.details().get("cause"),
        event.canonicalDetails(),
        linked.hash());
  }

  private static void row(StringBuilder out, @Nullable Object... cells) {
    out.append(Arrays.stream(cells).map(CsvLines::cell).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  /** In quotes where section 2 asks for them, and where some spreadsheet sees a cell's end. */
  static String cell(@Nullable Object value) {
    var safe = CsvCell.of(value);
    return safe.chars().anyMatch(c -> "\",;|\t\r\n".indexOf(c) >= 0)
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
