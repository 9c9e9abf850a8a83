package io.evergrant.testkit.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * What the provider knows. Each change is journalled first and seen second; who decides by what a
 * family says, decides and changes it while holding {@link #lock}.
 */
final class Store implements AutoCloseable {
  private final Journal journal;
  private final Keys keys;
  private final Map<String, Mode> modes = new ConcurrentSkipListMap<>();
  private final Map<String, Client> clients = new ConcurrentSkipListMap<>();
  private final Map<Long, Family> families = new ConcurrentHashMap<>();
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Set<String> revokedAccess = ConcurrentHashMap.newKeySet();
  private final AtomicLong lastFamily = new AtomicLong();
  private final Object[] locks = new Object[512];
  final Ledger ledger = new Ledger();

  Store(Journal journal) {
    this.journal = journal;
    for (var i = 0; i < locks.length; i++) {
      locks[i] = new Object();
    }
    defaults();
    Keys kept = null;
    for (var line : journal.read()) {
      if (line.get("keys") instanceof JSONObject json) {
        kept = Keys.fromJson(json);
      } else {
        recall(line);
      }
    }
    keys = kept == null ? Keys.fresh() : kept;
    journal.compact(snapshot());
  }

  private void defaults() {
    Mode.defaults().forEach(mode -> modes.put(mode.name(), mode));
    clients.put(
        DemoProvider.CLIENT_ID, new Client(DemoProvider.CLIENT_ID, DemoProvider.CLIENT_SECRET));
  }

  private void recall(JSONObject line) {
    line.forEach(
        (kind, value) -> {
          if (value instanceof JSONObject json) {
            recall(kind, json);
          }
        });
  }

  private void recall(String kind, JSONObject json) {
    switch (kind) {
      case "mode" -> {
        var mode = Mode.strict(Json.text(json, "mode")).with(json);
        modes.put(mode.name(), mode);
      }
      case "client" -> clients.put(Json.text(json, "id"), Client.fromJson(json));
      case "code" -> codes.put(Json.text(json, "fingerprint"), Code.fromJson(json));
      case "family" -> keep(Family.fromJson(json));
      case "ledger" -> ledger.add(LedgerEntry.fromJson(json));
      case "revoked" -> revokedAccess.add(Json.text(json, "fingerprint"));
      case "counter" -> lastFamily.accumulateAndGet(Json.number(json, "family", 0), Math::max);
      default -> throw new IllegalArgumentException("the journal holds an unknown kind: " + kind);
    }
  }

  private List<JSONObject> snapshot() {
    var lines = new ArrayList<JSONObject>();
    lines.add(Json.of("keys", keys.toJson()));
    lines.add(Json.of("counter", Json.of("family", lastFamily.get())));
    modes.values().forEach(mode -> lines.add(Json.of("mode", mode.toJson())));
    clients.values().forEach(client -> lines.add(Json.of("client", client.toJson())));
    codes.values().forEach(code -> lines.add(Json.of("code", code.toJson())));
    families.values().forEach(family -> lines.add(Json.of("family", family.toJson())));
    revokedAccess.forEach(token -> lines.add(Json.of("revoked", Json.of("fingerprint", token))));
    ledger.all().forEach(entry -> lines.add(Json.of("ledger", entry.toJson())));
    return lines;
  }

  /** The lock under which the family with this number is read and changed. */
  Object lock(long family) {
    return locks[(int) (family % locks.length)];
  }

  /** Writes what a token request decided: entry, family and code stand together or not at all. */
  void record(LedgerEntry entry, @Nullable Family family, @Nullable Code code) {
    synchronized (ledger) {
      var numbered = ledger.numbered(entry);
      journal.write(
          () -> {
            var line = Json.of("ledger", numbered.toJson());
            if (family != null) {
              line.put("family", family.toJson());
            }
            if (code != null) {
              line.put("code", code.toJson());
            }
            return List.of(line);
          });
      ledger.add(numbered);
    }
    if (family != null) {
      keep(family);
    }
    if (code != null) {
      codes.put(code.fingerprint(), code);
    }
  }

  void put(Family family) {
    journal.write(() -> List.of(Json.of("family", family.toJson())));
    keep(family);
  }

  void putAll(Collection<Family> many) {
    journal.write(() -> many.stream().map(family -> Json.of("family", family.toJson())).toList());
    many.forEach(this::keep);
  }

  void end(long id, String why) {
    synchronized (lock(id)) {
      var family = family(id);
      if (family != null && family.alive()) {
        put(family.ended(why));
      }
    }
  }

  /** Ends the living families that {@code which} names, and says how many. */
  int endAll(Predicate<Family> which, String why) {
    var found = families.values().stream().filter(Family::alive).filter(which).toList();
    found.forEach(family -> end(family.id(), why));
    return found.size();
  }

  void put(Code code) {
    journal.write(() -> List.of(Json.of("code", code.toJson())));
    codes.put(code.fingerprint(), code);
  }

  void put(Mode mode) {
    journal.write(() -> List.of(Json.of("mode", mode.toJson())));
    modes.put(mode.name(), mode);
  }

  void put(Client client) {
    journal.write(() -> List.of(Json.of("client", client.toJson())));
    clients.put(client.id(), client);
  }

  void revokeAccess(String token) {
    var fingerprint = Seal.fingerprint(token);
    journal.write(() -> List.of(Json.of("revoked", Json.of("fingerprint", fingerprint))));
    revokedAccess.add(fingerprint);
  }

  /** Forgets grants, codes, the ledger and every setting; the keys and the count of grants stay. */
  void clear() {
    synchronized (ledger) {
      modes.clear();
      clients.clear();
      families.clear();
      codes.clear();
      revokedAccess.clear();
      ledger.clear();
      defaults();
      journal.compact(snapshot());
    }
  }

  private void keep(Family family) {
    families.put(family.id(), family);
    lastFamily.accumulateAndGet(family.id(), Math::max);
  }

  long nextFamily() {
    return lastFamily.incrementAndGet();
  }

  Keys keys() {
    return keys;
  }

  @Nullable Mode mode(String name) {
    return modes.get(name);
  }

  Collection<Mode> modes() {
    return modes.values();
  }

  @Nullable Client client(@Nullable String id) {
    return id == null ? null : clients.get(id);
  }

  @Nullable Family family(long id) {
    return families.get(id);
  }

  Collection<Family> families() {
    return families.values();
  }

  @Nullable Code code(String fingerprint) {
    return codes.get(fingerprint);
  }

  boolean isRevokedAccess(String token) {
    return !revokedAccess.isEmpty() && revokedAccess.contains(Seal.fingerprint(token));
  }

  @Override
  public void close() {
    journal.close();
  }
}
