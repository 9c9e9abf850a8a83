package io.evergrant.chaos;

import io.evergrant.testkit.demo.LedgerEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives each code exchange in the provider's ledger the one attempt of ours that made it. Nothing
 * of ours names a code: what tells is the token that came for it.
 */
final class Exchanges {
  private final Map<String, String> names;
  private final List<Tried> free;
  private final List<String> wrongs = new ArrayList<>();
  private final Set<String> began = new HashSet<>();
  private @Nullable String stands;

  private Exchanges(Map<String, String> names, List<Tried> attempts) {
    this.names = names;
    free = new ArrayList<>(attempts.stream().filter(Tried::isExchange).toList());
  }

  /**
   * Pairs all.
   *
   * @param names our name of each token by the provider's
   */
  static Exchanges of(List<LedgerEntry> ledger, List<Tried> attempts, Map<String, String> names) {
    var exchanges = new Exchanges(names, attempts);
    ledger.stream()
        .filter(entry -> entry.kind().equals("authorization_code"))
        .forEach(exchanges::pair);
    exchanges.free.stream()
        .filter(tried -> tried.outcome().equals("renewed"))
        .forEach(t -> exchanges.wrongs.add(t + " kept a consent that the provider does not know"));
    return exchanges;
  }

  List<String> wrongs() {
    return wrongs;
  }

  /** Of the provider's authorizations the newest whose tokens we kept; null for the first one. */
  @Nullable String stands() {
    return stands;
  }

  /** Whether this authorization of the provider's came by a code whose tokens do not serve us. */
  boolean isSetAside(@Nullable String grant) {
    return began.contains(grant) && !String.valueOf(grant).equals(stands);
  }

  private void pair(LedgerEntry entry) {
    var got = entry.issuedFingerprint();
    var name = got == null ? "" : names.getOrDefault(got, "unknown " + got);
    if (entry.accepted()) {
      began.add(String.valueOf(entry.grant()));
      if (take(tried -> tried.saysThatItStored(name))) {
        stands = entry.grant();
        return;
      }
    }
    if (!take(entry.accepted() ? Tried::keptNothing : tried -> !tried.saysAccepted())) {
      wrongs.add("the code exchange " + entry + " belongs to no attempt of ours");
    }
  }

  private boolean take(Predicate<Tried> fits) {
    var found = free.stream().filter(fits).findFirst();
    found.ifPresent(free::remove);
    return found.isPresent();
  }
}
