package io.evergrant.usecase.port;

/** Writes one harmless value to see that a store writes. Throws {@link StoreUnavailable}. */
public interface StoreCanary {
  void write(String node);

  /** The one in Vault's KV. */
  interface OfVault extends StoreCanary {}

  /** The one in the database, committed as durably as an intent is. */
  interface OfDatabase extends StoreCanary {}
}
