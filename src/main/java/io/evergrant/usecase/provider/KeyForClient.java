package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKey.State;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.ClientKeyVault;
import io.evergrant.usecase.port.ClientKeys;
import io.evergrant.usecase.port.ClientKeys.Fresh;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first key of a client that is to sign. Uses the network: no transaction here. */
@Singleton
class KeyForClient {
  private static final Logger LOG = System.getLogger(KeyForClient.class.getName());

  private final ClientKeys keys;
  private final ClientKeyVault vault;

  @Inject
  KeyForClient(ClientKeys keys, ClientKeyVault vault) {
    this.keys = keys;
    this.vault = vault;
  }

  /** A fresh one where the client signs and none signs for it; else null. */
  @Nullable Fresh ifNeeded(Provider wanted, boolean isNew) {
    if (wanted.clientAuthentication() != ClientAuthentication.PRIVATE_KEY_JWT
        || (!isNew && signs(wanted))) {
      return null;
    }
    return make(wanted);
  }

  private boolean signs(Provider provider) {
    return keys.list(provider.tenant(), provider.id()).stream()
        .map(ClientKey::state)
        .anyMatch(State.SIGNS::equals);
  }

  Fresh make(Provider provider) {
    var id = new ClientKeyId(UUID.randomUUID());
    return vault.make(provider.tenant(), id, provider.assertion().algorithm());
  }

  /** It was not written down: nobody would find it again. */
  void takeBack(Provider provider, @Nullable Fresh key) {
    if (key == null) {
      return;
    }
    try {
      vault.destroy(provider.tenant(), key.id());
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, "a client's key stays in Vault, unused: {0}", key.id());
    }
  }
}
