package io.evergrant.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Checkpoints of one tenant in a file outside the database, in the order in which they were made.
 * Lines of other tenants are passed over.
 */
final class HeldOutside {
  private final LineReader lines;
  private final PublicKeys keys;
  private Optional<Checkpoint> next = Optional.empty();
  private long newest;

  HeldOutside(InputStream in, PublicKeys keys) {
    this.lines = new LineReader(in);
    this.keys = keys;
  }

  Optional<Checkpoint> next() {
    return next;
  }

  /** Moves on; a finding where the file itself tells that something is wrong. */
  Optional<Finding> advance(String tenant) throws IOException {
    var before = next;
    while (lines.next()) {
      var read = Lines.Signed.read(lines.text());
      if (read.isEmpty() || !keys.signed(read.get())) {
        return Optional.of(Finding.OUTSIDE_WRONG);
      }
      var found = read.get().checkpoint();
      if (!found.tenant().equals(tenant) || before.equals(Optional.of(found))) {
        continue;
      }
      next = Optional.of(found);
      return order(found);
    }
    next = Optional.empty();
    return Optional.empty();
  }

  private Optional<Finding> order(Checkpoint found) {
    if (found.sequence() == newest) {
      return Optional.of(Finding.FORKED);
    }
    if (found.sequence() < newest) {
      return Optional.of(Finding.SET_BACK);
    }
    newest = found.sequence();
    return Optional.empty();
  }
}
