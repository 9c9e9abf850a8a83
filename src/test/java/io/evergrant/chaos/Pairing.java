package io.evergrant.chaos;

import io.evergrant.testkit.demo.LedgerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request in the provider's ledger the one attempt of ours that made it: of the same
 * grant, sent, with the same token, and with a word about its end that fits the provider's.
 */
final class Pairing {
  private final Map<String, String> names;
  private final List<Tried> free = new ArrayList<>();
  private final List<String> wrongs = new ArrayList<>();
  private boolean answerMissed;

  private Pairing(Map<String, String> names, List<Tried> attempts) {
    this.names = names;
    attempts.stream().filter(Pairing::asked).forEach(free::add);
  }

  private static boolean asked(Tried tried) {
    return tried.sent() && tried.isRefresh();
  }

  /**
   * Pairs all.
   *
   * @param names our name of each token by the provider's
   * @param echoes the wire delivered each request twice: an attempt may have two entries
   */
  static Pairing of(
      List<LedgerEntry> ledger, List<Tried> attempts, Map<String, String> names, boolean echoes) {
    var pairing = new Pairing(names, attempts);
    if (echoes) {
      attempts.stream().filter(Pairing::asked).forEach(pairing.free::add);
    }
    // the sure ones first: an attempt that names the token it got
    var unsure = new ArrayList<LedgerEntry>();
    for (var entry : ledger) {
      if (!entry.accepted()
          || !pairing.take(entry, t -> t.saysThatItStored(pairing.issued(entry)))) {
        unsure.add(entry);
      }
    }
    unsure.forEach(entry -> pairing.unsure(entry, echoes));
    if (!echoes) {
      pairing.free.stream()
          .filter(Tried::saysAccepted)
          .forEach(t -> pairing.wrongs.add(t + " says accepted, the provider's ledger does not"));
    }
    return pairing;
  }

  List<String> wrongs() {
    return wrongs;
  }

  /** Whether an answer was given that no attempt stored under its name. */
  boolean answerMissed() {
    return answerMissed;
  }

  private void unsure(LedgerEntry entry, boolean echoes) {
    if (entry.accepted()) {
      answerMissed = true;
      if (!take(entry, Tried::missedTheAnswer) && !(echoes && take(entry, t -> true))) {
        wrongs.add("the provider accepted " + entry + ", which belongs to no attempt of ours");
      }
    } else if (!take(entry, t -> !t.saysAccepted()) && !(echoes && take(entry, t -> true))) {
      wrongs.add("the provider refused " + entry + ", which belongs to no attempt of ours");
    }
  }

  private boolean take(LedgerEntry entry, Predicate<Tried> fits) {
    var spent = name(entry.fingerprint());
    for (var tried : free) {
      if (tried.spent().equals(spent) && fits.test(tried)) {
        free.remove(tried);
        return true;
      }
    }
    return false;
  }

  private String issued(LedgerEntry entry) {
    return name(entry.issuedFingerprint());
  }

  private String name(@Nullable String providers) {
    return providers == null ? "" : names.getOrDefault(providers, "unknown " + providers);
  }
}
