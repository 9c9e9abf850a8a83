package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.usecase.port.LinkedLog.Linked;
import io.evergrant.verifier.Lines;

/**
 * How an export is written. What is written of an event depends on its row and its link alone, so
 * that it can be written again: no name of today, no clock.
 */
interface LineFormat {
  /** Before the first event. */
  default void begin(StringBuilder out, Lines.Manifest manifest) {}

  /** Behind that, where the log begins with what is left of it. */
  default void removal(StringBuilder out, SignedRemoval removal) {}

  void event(StringBuilder out, Linked linked);

  default void checkpoint(StringBuilder out, SignedCheckpoint checkpoint) {}

  /** After the last event. */
  default void end(StringBuilder out, Lines.End end) {}

  static LineFormat of(ExportFormat format) {
    return switch (format) {
      case JSONL -> new VerifiableLines();
      case CSV -> new CsvLines();
      case OCSF -> new OcsfLines();
    };
  }
}
