package io.evergrant.adapter.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.evergrant.domain.grant.TokenLocation;
import java.util.Optional;

/**
 * The sealed values that this node wrote last, by place and KV version: as they lie in Vault, never
 * opened. At most so many that they fit into a fixed share of the memory.
 */
final class Ciphertexts {
  /** Bytes of ciphertext; what is around them costs about as much again. */
  private static final long MOST = 48L << 20;

  private static final int AROUND = 512;

  private final Cache<TokenLocation, KeyValue.Read> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST)
          .<TokenLocation, KeyValue.Read>weigher((location, read) -> AROUND + length(read))
          .build();

  /** What this node wrote there, if it was written as this version. */
  Optional<KeyValue.Read> find(TokenLocation location, int version) {
    return version == 0
        ? Optional.empty()
        : Optional.ofNullable(kept.getIfPresent(location))
            .filter(read -> read.version() == version);
  }

  void keep(TokenLocation location, KeyValue.Read written) {
    kept.put(location, written);
  }

  void forget(TokenLocation location) {
    kept.invalidate(location);
  }

  private static int length(KeyValue.Read read) {
    return read.value() == null ? 0 : EntryJson.sealed(read.value()).length();
  }
}
