package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.evergrant.verifier.Lines.End;
import io.evergrant.verifier.Lines.Manifest;
import io.evergrant.verifier.Lines.Removed;
import io.evergrant.verifier.Lines.Signed;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Reads an export line by line, in memory that does not grow with it, and stops at the first line
 * that is wrong.
 */
public final class Verifier {
  private static final byte[] EVENT = "{\"event\":".getBytes(US_ASCII);

  private final PublicKeys keys;

  public Verifier(PublicKeys keys) {
    this.keys = keys;
  }

  /**
   * Verifies.
   *
   * @param export as the portal answered it
   * @param outside files of checkpoints that were held outside the database, one a node; they tell
   *     what an export by itself cannot: that newer events were cut off, or history was forked
   */
  public Verdict verify(InputStream export, List<InputStream> outside) throws IOException {
    var lines = new LineReader(export);
    if (!lines.next()) {
      return new Verdict.Unreadable(1, "the file is empty");
    }
    var manifest = Manifest.read(lines.text());
    if (manifest.isEmpty()) {
      return new Verdict.Unreadable(1, "the first line is no manifest of an export");
    }
    var signatures = new Signatures(keys);
    var held = outside.stream().map(file -> new HeldOutside(file, signatures)).toList();
    var state = new Walk(manifest.get(), signatures, held);
    return verify(lines, state);
  }

  private static Verdict verify(LineReader lines, Walk walk) throws IOException {
    var wrong = walk.begin();
    while (wrong.isEmpty() && lines.next()) {
      if (lines.startsWith(EVENT)) {
        wrong = walk.event(lines.bytes(), lines.from() + EVENT.length, lines.to());
        continue;
      }
      var text = lines.text();
      var end = End.read(text);
      if (end.isEmpty()) {
        wrong = signed(text, walk);
        continue;
      }
      wrong = walk.end(end.get());
      if (wrong.isEmpty()) {
        return lines.next() ? tampered(lines, walk, Finding.ENDS_DIFFER) : walk.genuine();
      }
    }
    return tampered(lines, walk, wrong.orElse(Finding.CUT_OFF));
  }

  private static Optional<Finding> signed(String text, Walk walk) throws IOException {
    var checkpoint = Signed.read(text);
    if (checkpoint.isPresent()) {
      return walk.checkpoint(checkpoint.get());
    }
    var removed = Removed.read(text);
    return removed.isPresent() ? walk.removal(removed.get()) : Optional.of(Finding.NOT_CANONICAL);
  }

  private static Verdict tampered(LineReader lines, Walk walk, Finding finding) {
    return new Verdict.Tampered(lines.number(), walk.sequence(), walk.signedUpTo(), finding);
  }
}
