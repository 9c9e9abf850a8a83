package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.TenantId;
import java.util.List;

/**
 * Makes all that Vault holds of an organisation unreadable, for good: with its transit key every
 * ciphertext is worth nothing, wherever a copy of it lies. Every method throws {@link
 * StoreUnavailable}.
 */
public interface TenantShredding {
  /**
   * Seals something that is worth nothing with the organisation's key, which is made if need be.
   */
  Sample sample(TenantId tenant);

  /** Whether the key opens that ciphertext; false where there is no such key. */
  boolean opens(TenantId tenant, String ciphertext);

  /** Deletes the key with all its versions; an absent one is no error. */
  void deleteKey(TenantId tenant);

  /**
   * Destroys entries of the organisation with all their versions.
   *
   * @return how many; less than {@code most} where none is left
   */
  int destroyEntries(TenantId tenant, int most);

  /** What is there still. */
  Left left(TenantId tenant);

  /**
   * A key and something sealed with it.
   *
   * @param keyVersions in their order
   */
  record Sample(String keyName, List<Integer> keyVersions, String ciphertext) {
    public Sample {
      keyVersions = List.copyOf(keyVersions);
    }
  }

  /** Whether something is left of an organisation in Vault. */
  record Left(boolean key, boolean entries) {
    public boolean isNothing() {
      return !key && !entries;
    }
  }
}
