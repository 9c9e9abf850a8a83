package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.KeyRotation;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sealed token sets in KV. Reads go out together; what they find is opened in batches. What this
 * node wrote or read it need not read again.
 */
@Singleton
public class KvTokenVault implements TokenVault, KeyRotation {
  private static final int READS_AT_ONCE = 32;

  private final KeyValue kv;
  private final Transit transit;
  private final Ciphertexts known = new Ciphertexts();
  private final KeptFor keptFor = new KeptFor();
  private final Parallel parallel = new Parallel(READS_AT_ONCE);
  private final Unsealing unsealing;

  @Inject
  public KvTokenVault(KeyValue kv, Transit transit) {
    this.kv = kv;
    this.transit = transit;
    this.unsealing = new Unsealing(transit, parallel);
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
                    .map(ReadEntry::of)
                    .orElseGet(() -> readAt(at)));
    return open(wanted.stream().map(At::location).toList(), reads);
  }

  private List<Opened> open(List<TokenLocation> locations, List<ReadEntry> reads) {
    for (var i = 0; i < reads.size(); i++) {
      if (reads.get(i) instanceof ReadEntry.Sealed sealed) {
        keptFor.saw(locations.get(i), EntryJson.kept(sealed.json()));
      }
    }
    return unsealing.open(locations, reads);
  }

  @Override
  public Written write(TokenLocation location, int expectedVersion, Entry entry) {
    try {
      var plain = TokenSetJson.write(entry.tokens()).toString().getBytes(UTF_8);
      var sealed = transit.encrypt(location.tenant(), Unsealing.context(location), plain);
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
      var sealed =
          transit.rewrap(location.tenant(), Unsealing.context(location), EntryJson.sealed(there));
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
  private ReadEntry readAt(At at) {
    return read(
        at.location(),
        read -> {
          if (read.version() == at.version()) {
            known.keep(at.location(), read);
          }
        });
  }

  private ReadEntry read(TokenLocation location) {
    return read(location, read -> {});
  }

  private ReadEntry read(TokenLocation location, Consumer<KeyValue.Read> seen) {
    try {
      var read = kv.read(location.path());
      seen.accept(read);
      return ReadEntry.of(read);
    } catch (StoreUnavailable e) {
      return new ReadEntry.Ended(new Opened.Unreadable(e));
    } catch (RuntimeException e) {
      return new ReadEntry.Ended(Unsealing.unreadable(e));
    }
  }
}
