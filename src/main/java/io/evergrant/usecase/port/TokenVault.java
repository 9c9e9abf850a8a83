package io.evergrant.usecase.port;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sealed token sets in KV v2, under transit encryption with the tenant's key; the ciphertext is
 * bound to tenant and grant. A KV value is {@code {"v":1,"attempt":…,"parent":…,"fp":…,"sealed":…}}
 * and the sealed value plain versioned JSON.
 */
public interface TokenVault {
  /** Makes the tenant's transit key if it is not there yet. */
  void ensureKey(TenantId tenant);

  /**
   * Reads and opens many; the answers come in the order asked, decrypted in batches per tenant.
   * What cannot be read for one does not spoil the others.
   */
  List<Opened> open(List<TokenLocation> locations);

  /**
   * As {@link #open}, but where this node still has the ciphertext that it wrote as the version
   * named, it opens that and does not read. For whoever holds the lease of grants whose last
   * attempt is closed: there the row's version is the newest, and if it is not, the check-and-set
   * of the next write says so.
   */
  List<Opened> openAt(List<At> wanted);

  /**
   * Seals and writes under check-and-set.
   *
   * @param expectedVersion the version that must be there; 0 for none
   */
  Written write(TokenLocation location, int expectedVersion, Entry entry);

  /** Removes every version of what lies there; an absent entry is no error. */
  void destroy(TokenLocation location);

  /**
   * A token set with what tells it from others.
   *
   * @param attempt the attempt that brought it
   * @param parent fingerprint of the refresh token that was spent for it; null at consent
   * @param fingerprint of the refresh token in it
   * @param takeover a recoverer rewrote it ({@code "takeover":true} in the KV value): a late writer
   *     of an older attempt must escrow
   */
  record Entry(
      AttemptId attempt,
      @Nullable Fingerprint parent,
      Fingerprint fingerprint,
      boolean takeover,
      TokenSet tokens) {}

  /**
   * A place and what is expected there.
   *
   * @param version of the KV entry; 0 where only a read will do
   */
  record At(TokenLocation location, int version) {}

  /** What a read found. */
  sealed interface Opened {
    /**
     * A token set.
     *
     * @param version of the KV entry, {@code keyVersion} of the transit key it is sealed with
     */
    record Found(int version, int keyVersion, Entry entry) implements Opened {}

    /**
     * Nothing lies there.
     *
     * @param endedVersion the version whose time to live ended; 0 where there never was one, or it
     *     was destroyed
     */
    record Missing(int endedVersion) implements Opened {
      public Missing() {
        this(0);
      }

      public boolean ended() {
        return endedVersion > 0;
      }
    }

    /**
     * The store did not serve, or what lies there cannot be opened.
     *
     * @param lasting the store serves: what lies there does not open, and will not later either
     */
    record Unreadable(StoreUnavailable why, boolean lasting) implements Opened {
      public Unreadable(StoreUnavailable why) {
        this(why, false);
      }
    }
  }

  /** How a write ended. */
  sealed interface Written {
    record Stored(int version, int keyVersion) implements Written {}

    /** Another version is there: the check-and-set was lost. */
    record Conflict() implements Written {}

    /** The store did not take it; after a lost answer it may have. */
    record Failed(StoreUnavailable why) implements Written {}
  }
}
