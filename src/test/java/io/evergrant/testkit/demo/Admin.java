package io.evergrant.testkit.demo;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.minidev.json.JSONObject;

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
    if (store.mode(mode) == null || store.client(client) == null) {
      throw new IllegalArgumentException("no such mode or client");
    }
    var now = clock.instant();
    var families = new ArrayList<Family>(count);
    var seeded = new ArrayList<Seeded>(count);
    for (var i = 0; i < count; i++) {
      var id = store.nextFamily();
      var family = Family.born(id, mode, client, "seed-" + id, scope, true, now);
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
