package io.evergrant.portal.catalogue;

import io.evergrant.domain.catalogue.Entry;
import java.time.LocalDate;

/**
 * An entry in a list.
 *
 * @param known how many of its facts are known
 * @param whole whether every fact was looked for
 */
public record EntryRow(
    String id, String name, int known, int of, boolean whole, String checked, boolean stale) {
  static EntryRow of(Entry entry, LocalDate today) {
    var all = entry.facts().size();
    return new EntryRow(
        entry.id().value(),
        entry.name(),
        all - entry.unknown().size(),
        all,
        entry.lookedUp().isPresent(),
        entry.checked().toString(),
        entry.isStale(today));
  }
}
