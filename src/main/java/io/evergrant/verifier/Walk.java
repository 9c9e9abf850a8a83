package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.evergrant.verifier.Lines.End;
import io.evergrant.verifier.Lines.Manifest;
import io.evergrant.verifier.Lines.Removed;
import io.evergrant.verifier.Lines.Signed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a verification came. Each step answers what is wrong with its line, if anything. */
final class Walk {
  private static final Optional<Finding> NOTHING = Optional.empty();
  private static final byte[] HASH = ",\"hash\":\"".getBytes(US_ASCII);
  private static final byte[] SEQUENCE = "\",\"sequence\":".getBytes(US_ASCII);
  private static final int HEX = 2 * ChainHash.LENGTH;

  private final Manifest manifest;
  private final Signatures signatures;
  private final List<HeldOutside> outside;
  private final byte[] tenant;
  private final Canonical canonical = new Canonical("tenant");
  private final ChainHash hash = new ChainHash();
  private final MerkleTree tree = new MerkleTree(hash);

  /** Sequence before the first event. */
  private long start;

  private long sequence;
  private byte[] link;
  private @Nullable Removal removed;
  private @Nullable Checkpoint last;
  private long checkpoints;
  private long agreed;
  private long heldUpTo;

  Walk(Manifest manifest, Signatures signatures, List<HeldOutside> outside) {
    this.manifest = manifest;
    this.signatures = signatures;
    this.outside = outside;
    this.tenant = ("\"" + manifest.tenant() + "\"").getBytes(US_ASCII);
    this.start = manifest.after();
    this.sequence = start;
    this.link = ChainHash.bytes(manifest.previous());
  }

  /** Sequence of the newest event that is as it was linked. */
  long sequence() {
    return sequence;
  }

  /** Sequence of the newest checkpoint so far that is as it was signed. */
  long signedUpTo() {
    return last == null ? 0 : last.sequence();
  }

  Optional<Finding> begin() throws IOException {
    if (sequence == 0 && !manifest.previous().equals(ChainHash.BEFORE_THE_FIRST)) {
      return Optional.of(Finding.LINK_BROKEN);
    }
    for (var file : outside) {
      do {
        var wrong = file.advance(manifest.tenant());
        if (wrong.isPresent()) {
          return wrong;
        }
      } while (file.next().filter(held -> held.sequence() < sequence).isPresent());
    }
    return NOTHING;
  }

  /**
   * What is left of a log begins with the signed record of what was removed, and with the
   * checkpoint at its end: only what is linked to that can follow.
   */
  Optional<Finding> removal(Removed line) throws IOException {
    var found = line.removal();
    if (!signatures.know(found.key())) {
      return Optional.of(Finding.KEY_UNKNOWN);
    }
    if (!signatures.signed(line)) {
      return Optional.of(Finding.SIGNATURE_WRONG);
    }
    if (!found.tenant().equals(manifest.tenant())) {
      return Optional.of(Finding.OTHER_TENANT);
    }
    if (removed != null || last != null || sequence != 0) {
      return Optional.of(Finding.REMOVAL_MISPLACED);
    }
    removed = found;
    start = found.sequence();
    sequence = start;
    link = ChainHash.bytes(found.head());
    for (var file : outside) {
      while (file.next().filter(held -> held.sequence() < start).isPresent()) {
        var wrong = file.advance(manifest.tenant());
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return NOTHING;
  }

  private boolean lacksAnchor() {
    return removed != null && last == null;
  }

  private Optional<Finding> anchor(Removal removal, Checkpoint found) {
    if (!found.hash().equals(removal.checkpoint()) || !found.head().equals(removal.head())) {
      return Optional.of(Finding.CHECKPOINT_MISSING);
    }
    last = found;
    return NOTHING;
  }

  /** A line of an event, from where the event begins. */
  Optional<Finding> event(byte[] bytes, int from, int to) throws IOException {
    if (lacksAnchor()) {
      return Optional.of(Finding.CHECKPOINT_MISSING);
    }
    var passed = passCheckpoints();
    if (passed.isPresent()) {
      return passed;
    }
    var digits = to - 1;
    while (digits > from && bytes[digits - 1] >= '0' && bytes[digits - 1] <= '9') {
      digits--;
    }
    var hex = digits - SEQUENCE.length - HEX;
    var end = hex - HASH.length;
    if (to - 1 - digits < 1
        || to - 1 - digits > 15
        || bytes[digits] == '0'
        || end < from
        || bytes[to - 1] != '}'
        || !Ascii.is(bytes, digits - SEQUENCE.length, SEQUENCE)
        || !Ascii.is(bytes, end, HASH)) {
      return Optional.of(Finding.NOT_CANONICAL);
    }
    if (Ascii.number(bytes, digits, to - 1) != sequence + 1) {
      return Optional.of(Finding.OUT_OF_SEQUENCE);
    }
    if (bytes[from] == 'n') {
      return Optional.of(Finding.EVENT_GONE);
    }
    if (!canonical.check(bytes, from, end)) {
      return Optional.of(Finding.NOT_CANONICAL);
    }
    if (!canonical.found(tenant)) {
      return Optional.of(Finding.OTHER_TENANT);
    }
    var leaf = hash.leaf(bytes, from, end);
    var computed = hash.link(link, sequence + 1, leaf);
    if (!Ascii.isHex(bytes, hex, computed)) {
      return Optional.of(Finding.LINK_BROKEN);
    }
    sequence++;
    link = computed;
    tree.add(leaf);
    return NOTHING;
  }

  Optional<Finding> checkpoint(Signed line) throws IOException {
    var found = line.checkpoint();
    if (!signatures.know(found.key())) {
      return Optional.of(Finding.KEY_UNKNOWN);
    }
    if (outside.stream().noneMatch(file -> file.holds(line)) && !signatures.signed(line)) {
      return Optional.of(Finding.SIGNATURE_WRONG);
    }
    if (!found.tenant().equals(manifest.tenant())) {
      return Optional.of(Finding.OTHER_TENANT);
    }
    if (removed != null && last == null) {
      return anchor(removed, found);
    }
    if (found.sequence() != sequence || sequence == start) {
      return Optional.of(
          found.sequence() > sequence ? Finding.EVENTS_MISSING : Finding.CHECKPOINT_MISPLACED);
    }
    if (!found.head().equals(ChainHash.hex(link))) {
      return Optional.of(Finding.HISTORY_REWRITTEN);
    }
    return follows(found).or(() -> covers(found)).or(() -> accept(found));
  }

  /** Whether it names the checkpoint before it. Before the first of an extract nothing is known. */
  private Optional<Finding> follows(Checkpoint found) {
    var before = last;
    if (before == null && start > 0) {
      return found.since() <= start ? NOTHING : Optional.of(Finding.CHECKPOINT_MISSING);
    }
    if (before != null && before.sequence() == found.sequence()) {
      return Optional.of(before.equals(found) ? Finding.CHECKPOINT_MISPLACED : Finding.FORKED);
    }
    var since = before == null ? 0 : before.sequence();
    var previous = before == null ? null : before.hash();
    return found.since() == since && java.util.Objects.equals(found.previous(), previous)
        ? NOTHING
        : Optional.of(Finding.CHECKPOINT_MISSING);
  }

  /** The root; where an extract begins between two checkpoints, its leaves are not all here. */
  private Optional<Finding> covers(Checkpoint found) {
    var all = found.since() >= start;
    return !all || found.root().equals(ChainHash.hex(tree.root()))
        ? NOTHING
        : Optional.of(Finding.HISTORY_REWRITTEN);
  }

  private Optional<Finding> accept(Checkpoint found) {
    last = found;
    checkpoints++;
    tree.clear();
    return NOTHING;
  }

  /** Before the next event: what is held outside of this sequence must be here too. */
  private Optional<Finding> passCheckpoints() throws IOException {
    for (var file : outside) {
      while (file.next().isPresent() && file.next().get().sequence() <= sequence) {
        var held = file.next().get();
        var wrong = held.sequence() == sequence ? compare(held) : Optional.of(Finding.SET_BACK);
        if (wrong.isPresent()) {
          return wrong;
        }
        agreed++;
        heldUpTo = Math.max(heldUpTo, held.sequence());
        wrong = file.advance(manifest.tenant());
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return NOTHING;
  }

  private Optional<Finding> compare(Checkpoint held) {
    if (!held.head().equals(ChainHash.hex(link))) {
      return Optional.of(Finding.FORKED);
    }
    if (held.equals(last) || (last == null && sequence == start)) {
      return NOTHING;
    }
    return Optional.of(
        last != null && last.sequence() == sequence ? Finding.FORKED : Finding.CHECKPOINT_MISSING);
  }

  Optional<Finding> end(End end) throws IOException {
    if (lacksAnchor()) {
      return Optional.of(Finding.CHECKPOINT_MISSING);
    }
    var passed = passCheckpoints();
    if (passed.isPresent()) {
      return passed;
    }
    var expected = new End(checkpoints, sequence - start, ChainHash.hex(link), sequence);
    if (!end.equals(expected)) {
      return Optional.of(Finding.ENDS_DIFFER);
    }
    var before = manifest.before();
    if (before != null && sequence >= before) {
      return Optional.of(Finding.ENDS_DIFFER);
    }
    return tail(before);
  }

  /** What is held outside of later events, unless they were not asked for. */
  private Optional<Finding> tail(@Nullable Long before) throws IOException {
    for (var file : outside) {
      while (file.next().isPresent()) {
        var held = file.next().get();
        if (before == null || held.sequence() < before) {
          return Optional.of(Finding.TAIL_CUT);
        }
        var wrong = file.advance(manifest.tenant());
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return NOTHING;
  }

  Verdict genuine() {
    return new Verdict.Genuine(
        manifest.tenant(),
        start + 1,
        sequence,
        manifest.before(),
        checkpoints,
        signedUpTo(),
        last == null ? null : last.time(),
        agreed,
        heldUpTo,
        removed);
  }
}
