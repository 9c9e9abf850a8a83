package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.adapter.together.Together;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.KeyRotation;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.TokenVault;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Sealed token sets in KV. Reads go out together; what they find is opened in batches. What this
 * node wrote or read it need not read again.
 */
@Singleton
public class KvTokenVault implements TokenVault, KeyRotation {
  private static final int READS_AT_ONCE = 32;
  private static final int BATCH = 100;

  private final KeyValue kv;
  private final Transit transit;
  private final Ciphertexts known = new Ciphertexts();
  private final KeptFor keptFor = new KeptFor();
  private final Map<TenantId, Together<Transit.Sealed, Optional<byte[]>>> single =
      new ConcurrentHashMap<>();
  private final Parallel parallel = new Parallel(READS_AT_ONCE);

  @Inject
  public KvTokenVault(KeyValue kv, Transit transit) {
    this.kv = kv;
    this.transit = transit;
  }

  @Override
  public void ensureKey(TenantId tenant) {
    transit.ensureKey(tenant);
  }

  @Override
  public List<Opened> open(List<TokenLocation> locations) {
    return open(locations, parallel.map(locations, this::read));
  }

  @Override
  public List<Opened> openAt(List<At> wanted) {
    var reads =
        parallel.map(
            wanted,
            at ->
                known
                    .find(at.location(), at.version())
                    .map(KvTokenVault::value)
                    .orElseGet(() -> readAt(at)));
    return open(wanted.stream().map(At::location).toList(), reads);
  }

  private List<Opened> open(List<TokenLocation> locations, List<Value> reads) {
    var opened = new ArrayList<Opened>(locations.size());
    var closed = new LinkedHashMap<TenantId, List<Closed>>();
    for (var i = 0; i < reads.size(); i++) {
      switch (reads.get(i)) {
        case Value.Ended ended -> opened.add(ended.how());
        case Value.Sealed sealed -> {
          var tenant = locations.get(i).tenant();
          keptFor.saw(locations.get(i), EntryJson.kept(sealed.json()));
          closed
              .computeIfAbsent(tenant, t -> new ArrayList<>())
              .add(new Closed(i, locations.get(i), sealed));
          opened.add(new Opened.Missing());
        }
      }
    }
    parallel
        .map(batches(closed), this::unseal)
        .forEach(batch -> batch.forEach((index, result) -> opened.set(index, result)));
    return List.copyOf(opened);
  }

  @Override
  public Written write(TokenLocation location, int expectedVersion, Entry entry) {
    try {
      var plain = TokenSetJson.write(entry.tokens()).toString().getBytes(UTF_8);
      var sealed = transit.encrypt(location.tenant(), context(location), plain);
      var value = EntryJson.write(entry, kept(location, expectedVersion, entry), sealed);
      var version = kv.write(location.path(), expectedVersion, value);
      if (version.isEmpty()) {
        known.forget(location);
        return new Written.Conflict();
      }
      known.keep(location, new KeyValue.Read(version.getAsInt(), value));
      keptFor.saw(location, EntryJson.kept(value));
      return new Written.Stored(version.getAsInt(), Transit.keyVersion(sealed));
    } catch (StoreUnavailable e) {
      return new Written.Failed(e);
    }
  }

  @Override
  public int newestKeyVersion(TenantId tenant) {
    return Transit.keyVersion(transit.encrypt(tenant, "key version", new byte[] {1}));
  }

  @Override
  public Written rewrap(TokenLocation location, int expectedVersion) {
    try {
      var read = kv.read(location.path());
      var there = read.value();
      if (there == null || read.version() != expectedVersion) {
        return new Written.Conflict();
      }
      var sealed = transit.rewrap(location.tenant(), context(location), EntryJson.sealed(there));
      known.forget(location);
      var version = kv.write(location.path(), expectedVersion, EntryJson.resealed(there, sealed));
      return version.isPresent()
          ? new Written.Stored(version.getAsInt(), Transit.keyVersion(sealed))
          : new Written.Conflict();
    } catch (StoreUnavailable e) {
      return new Written.Failed(e);
    }
  }

  @Override
  public void destroy(TokenLocation location) {
    known.forget(location);
    keptFor.forget(location);
    kv.destroy(location.path());
  }

  /**
   * Sets how long KV keeps what is written next, where that must change. A new token is stored all
   * the same if that fails: its end stands inside it too.
   */
  private Duration kept(TokenLocation location, int expectedVersion, Entry entry) {
    var kept = expectedVersion == 0 ? Duration.ZERO : keptFor.at(location);
    var wanted = KeptFor.wanted(entry.tokens(), kept);
    if (wanted.equals(kept)) {
      return kept;
    }
    try {
      kv.keepFor(location.path(), wanted);
      return wanted;
    } catch (StoreUnavailable e) {
      return kept;
    }
  }

  /** What lies there as the row has it is as good as if this node had written it. */
  private Value readAt(At at) {
    return read(
        at.location(),
        read -> {
          if (read.version() == at.version()) {
            known.keep(at.location(), read);
          }
        });
  }

  private Value read(TokenLocation location) {
    return read(location, read -> {});
  }

  private Value read(TokenLocation location, Consumer<KeyValue.Read> seen) {
    try {
      var read = kv.read(location.path());
      seen.accept(read);
      return value(read);
    } catch (StoreUnavailable e) {
      return new Value.Ended(new Opened.Unreadable(e));
    } catch (RuntimeException e) {
      return new Value.Ended(unreadable(e));
    }
  }

  private static Value value(KeyValue.Read read) {
    return read.value() == null
        ? new Value.Ended(new Opened.Missing(read.version()))
        : new Value.Sealed(read.version(), read.value(), EntryJson.sealed(read.value()));
  }

  private static List<List<Closed>> batches(Map<TenantId, List<Closed>> closed) {
    var batches = new ArrayList<List<Closed>>();
    for (var ofTenant : closed.values()) {
      for (var from = 0; from < ofTenant.size(); from += BATCH) {
        batches.add(ofTenant.subList(from, Math.min(from + BATCH, ofTenant.size())));
      }
    }
    return batches;
  }

  private Map<Integer, Opened> unseal(List<Closed> batch) {
    var results = new LinkedHashMap<Integer, Opened>();
    try {
      var tenant = batch.getFirst().location().tenant();
      var plain =
          plain(
              tenant,
              batch.stream()
                  .map(c -> new Transit.Sealed(context(c.location()), c.value().ciphertext()))
                  .toList());
      for (var i = 0; i < batch.size(); i++) {
        results.put(batch.get(i).index(), found(batch.get(i).value(), plain.get(i)));
      }
    } catch (StoreUnavailable e) {
      batch.forEach(c -> results.put(c.index(), new Opened.Unreadable(e)));
    }
    return results;
  }

  /** Callers who want one each, at the same moment, share a call. */
  private List<Optional<byte[]>> plain(TenantId tenant, List<Transit.Sealed> sealed) {
    return sealed.size() > 1
        ? transit.decrypt(tenant, sealed)
        : List.of(
            single
                .computeIfAbsent(
                    tenant, own -> new Together<>(several -> transit.decrypt(own, several)))
                .ask(sealed.getFirst()));
  }

  private static Opened found(Value.Sealed value, Optional<byte[]> plain) {
    try {
      if (plain.isEmpty()) {
        return lasting("Vault cannot open a token set");
      }
      var tokens = TokenSetJson.read(Json.parse(new String(plain.get(), UTF_8)).asObject());
      return new Opened.Found(
          value.version(),
          Transit.keyVersion(value.ciphertext()),
          EntryJson.read(value.json(), tokens));
    } catch (StoreUnavailable e) {
      return new Opened.Unreadable(e);
    } catch (RuntimeException e) {
      return unreadable(e);
    }
  }

  /** A parser's message may quote what it read: only our own are passed on. */
  private static Opened unreadable(RuntimeException e) {
    var why = e instanceof IllegalArgumentException ? Objects.toString(e.getMessage()) : "no JSON";
    return lasting("a stored token set cannot be read: " + why);
  }

  private static Opened lasting(String why) {
    return new Opened.Unreadable(new StoreUnavailable(Cause.FAILED, why), true);
  }

  private static String context(TokenLocation location) {
    return location.grant().toString();
  }

  /** What was read at one location. */
  private sealed interface Value {
    /** There is nothing to open. */
    record Ended(Opened how) implements Value {}

    /** A value whose token set is to be opened. */
    record Sealed(int version, JsonObject json, String ciphertext) implements Value {}
  }

  /** A value and the place of its answer. */
  private record Closed(int index, TokenLocation location, Value.Sealed value) {}
}
