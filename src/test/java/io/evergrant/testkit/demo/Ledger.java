package io.evergrant.testkit.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every token request in the order in which it was decided. */
final class Ledger {
  private final List<LedgerEntry> entries = new ArrayList<>();

  /** The entry with the next number, not added yet. */
  synchronized LedgerEntry numbered(LedgerEntry e) {
    var seq = entries.isEmpty() ? 1 : entries.getLast().seq() + 1;
    return new LedgerEntry(
        seq,
        e.at(),
        e.mode(),
        e.client(),
        e.grant(),
        e.kind(),
        e.fingerprint(),
        e.issuedFingerprint(),
        e.accepted(),
        e.error(),
        e.account());
  }

  synchronized void add(LedgerEntry entry) {
    entries.add(entry);
  }

  synchronized List<LedgerEntry> all() {
    return List.copyOf(entries);
  }

  synchronized void clear() {
    entries.clear();
  }

  /**
   * The entries that fit; null asks for any. {@code since} may be a sequence number or an instant.
   */
  List<LedgerEntry> find(@Nullable String mode, @Nullable String grant, @Nullable String since) {
    var wanted = after(since);
    return all().stream()
        .filter(e -> mode == null || e.mode().equals(mode))
        .filter(e -> grant == null || grant.equals(e.grant()))
        .filter(wanted)
        .toList();
  }

  private static Predicate<LedgerEntry> after(@Nullable String since) {
    if (since == null) {
      return entry -> true;
    }
    if (since.chars().allMatch(Character::isDigit)) {
      var seq = Long.parseLong(since);
      return entry -> entry.seq() > seq;
    }
    var at = Instant.parse(since);
    return entry -> !entry.at().isBefore(at);
  }
}
