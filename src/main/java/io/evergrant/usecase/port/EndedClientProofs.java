package io.evergrant.usecase.port;

import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;

/** What no client proves itself with any more and still lies in the vault, over all tenants. */
public interface EndedClientProofs {
  List<EndedKey> keys(int limit);

  List<EndedSecret> formerSecrets(int limit);

  /**
   * A key that is published no longer.
   *
   * @param keyId its {@code kid}
   */
  record EndedKey(TenantId tenant, ClientKeyId id, ProviderId provider, String keyId) {}

  /** A provider whose former secret has ended. */
  record EndedSecret(TenantId tenant, ProviderId provider) {}
}
