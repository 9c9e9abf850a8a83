package io.evergrant.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Checkpoints of one tenant in a file outside the database, in the order in which they were made.
 * Lines of other tenants are passed over, and so is a line that comes again, or late: what stood
 * before it is the same, or was made on top of it.
 */
final class HeldOutside {
  /** How far back a line can belong that comes again, or late. */
  private static final int LATE = 16;

  private final LineReader lines;
  private final Signatures signatures;
  private Optional<Lines.Signed> next = Optional.empty();
  private long newest;
  private final Deque<Checkpoint> before = new ArrayDeque<>();

  HeldOutside(InputStream in, Signatures signatures) {
    this.lines = new LineReader(in);
    this.signatures = signatures;
  }

  /** The next one that the export has to agree with. */
  Optional<Checkpoint> next() {
    return next.map(Lines.Signed::checkpoint);
  }

  /** Whether the next one is this very line, whose signature was checked here. */
  boolean holds(Lines.Signed line) {
    return next.isPresent() && next.get().equals(line);
  }

  /** Moves on; a finding where the file itself tells that something is wrong. */
  Optional<Finding> advance(String tenant) throws IOException {
    while (lines.next()) {
      var found = Lines.Signed.read(lines.text());
      if (found.isEmpty()) {
        return Optional.of(Finding.OUTSIDE_WRONG);
      }
      if (!found.get().checkpoint().tenant().equals(tenant)) {
        continue;
      }
      if (!signatures.signed(found.get())) {
        return Optional.of(Finding.OUTSIDE_WRONG);
      }
      if (isKnown(found.get().checkpoint())) {
        continue;
      }
      next = found;
      return order(found.get().checkpoint());
    }
    next = Optional.empty();
    return Optional.empty();
  }

  private boolean isKnown(Checkpoint found) {
    return found.sequence() <= newest
        && before.stream()
            .anyMatch(made -> made.equals(found) || found.hash().equals(made.previous()));
  }

  private Optional<Finding> order(Checkpoint found) {
    if (found.sequence() == newest) {
      return Optional.of(Finding.FORKED);
    }
    if (found.sequence() < newest) {
      return Optional.of(Finding.SET_BACK);
    }
    newest = found.sequence();
    before.addLast(found);
    if (before.size() > LATE) {
      before.removeFirst();
    }
    return Optional.empty();
  }
}
