package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.usecase.port.LinkedLog.Linked;
import io.evergrant.verifier.Lines;

/** What the offline verifier reads. */
final class VerifiableLines implements LineFormat {
  @Override
  public void begin(StringBuilder out, Lines.Manifest manifest) {
    out.append(manifest.line()).append('\n');
  }

  @Override
  public void removal(StringBuilder out, SignedRemoval removal) {
    out.append(Lines.removal(removal.body(), removal.signature())).append('\n');
  }

  @Override
  public void event(StringBuilder out, Linked linked) {
    var event = linked.event();
    var text = event == null ? "null" : event.canonical();
    out.append(Lines.event(text, linked.hash(), linked.sequence())).append('\n');
  }

  @Override
  public void checkpoint(StringBuilder out, SignedCheckpoint checkpoint) {
    out.append(Lines.checkpoint(checkpoint.body(), checkpoint.signature())).append('\n');
  }

  @Override
  public void end(StringBuilder out, Lines.End end) {
    out.append(end.line()).append('\n');
  }
}
