package io.evergrant.usecase.port;

import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;

/** The keys with which clients sign; their private halves are in {@link ClientKeyVault}. */
public interface ClientKeys {
  /**
   * Takes a key that was made in the vault.
   *
   * @param signs whether it signs from now on, or is published alone
   */
  void insert(TenantId tenant, ProviderId provider, Fresh key, boolean signs);

  /** Those that are published, the newest first. */
  List<ClientKey> list(TenantId tenant, ProviderId provider);

  /**
   * This key signs from now on. Those that signed before stay published for the overlap.
   *
   * @return false where it is not one that is published alone
   */
  boolean use(TenantId tenant, ProviderId provider, ClientKeyId key, Duration overlap);

  /** All of them end: the client does not sign any more. */
  void endAll(TenantId tenant, ProviderId provider);

  /** Forgets a key of which nothing lies in the vault any more. */
  void remove(TenantId tenant, ClientKeyId key);

  /**
   * A key as it was made.
   *
   * @param keyId the {@code kid}
   * @param jwk the public half (RFC 7517)
   */
  record Fresh(ClientKeyId id, SigningAlgorithm algorithm, String keyId, String jwk) {}
}
