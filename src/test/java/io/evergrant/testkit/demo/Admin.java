package io.evergrant.testkit.demo;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** What tests do to the provider behind the backs of its clients. */
final class Admin {
  private final Store store;
  private final Tokens tokens;
  private final InstantSource clock;
  final Faults faults = new Faults();

  Admin(Store store, Tokens tokens, InstantSource clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  Collection<Mode> modes() {
    return store.modes();
  }

  /** Changes a mode; a name that is new makes a strict one of that name first. */
  Mode settings(String name, JSONObject changes) {
    var known = store.mode(name);
    var mode = (known == null ? Mode.strict(name) : known).with(changes);
    store.put(mode);
    return mode;
  }

  int revoke(String mode, String account) {
    return store.endAll(
        family -> family.mode().equals(mode) && family.subject().equals(account),
        "its owner revoked it");
  }

  void client(String id, String secret) {
    store.put(new Client(id, secret));
  }

  List<Seeded> seed(String mode, String client, int count, String scope) {
    return born(mode, client, Collections.nCopies(count, null), scope);
  }

  /** One grant of each of these accounts. */
  List<Seeded> seedOf(String mode, String client, List<String> subjects, String scope) {
    return born(mode, client, subjects, scope);
  }

  private List<Seeded> born(
      String mode, String client, List<? extends @Nullable String> subjects, String scope) {
    if (store.mode(mode) == null || store.client(client) == null) {
      throw new IllegalArgumentException("no such mode or client");
    }
    var now = clock.instant();
    var families = new ArrayList<Family>(subjects.size());
    var seeded = new ArrayList<Seeded>(subjects.size());
    for (var subject : subjects) {
      var id = store.nextFamily();
      var whose = subject == null ? "seed-" + id : subject;
      var family = Family.born(id, mode, client, whose, scope, true, now);
      families.add(family);
      seeded.add(new Seeded(family.grant(), family.subject(), tokens.refresh(family)));
    }
    store.putAll(families);
    return seeded;
  }

  void clear() {
    faults.clear();
    store.clear();
  }
}
