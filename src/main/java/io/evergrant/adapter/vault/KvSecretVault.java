package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Client secrets in KV, sealed like token sets. */
@Singleton
public class KvSecretVault implements SecretVault {
  private static final int VERSION = 1;
  private static final int TRIES = 3;

  private final KeyValue kv;
  private final Transit transit;

  @Inject
  public KvSecretVault(KeyValue kv, Transit transit) {
    this.kv = kv;
    this.transit = transit;
  }

  @Override
  public void put(TenantId tenant, ProviderId provider, ClientSecret secret) {
    var plain = Json.object().add("v", VERSION).add("client_secret", secret.reveal());
    var sealed = transit.encrypt(tenant, context(provider), plain.toString().getBytes(UTF_8));
    var value = Json.object().add("v", VERSION).add("sealed", sealed);
    var path = path(tenant, provider);
    for (var i = 0; i < TRIES; i++) {
      // what a person typed last is what counts: over whatever is there
      if (kv.write(path, kv.read(path).version(), value).isPresent()) {
        return;
      }
    }
    throw new StoreUnavailable(Cause.FAILED, "others kept writing the same client secret");
  }

  @Override
  public ClientSecret get(TenantId tenant, ProviderId provider) {
    var value = kv.read(path(tenant, provider)).value();
    if (value == null) {
      throw new StoreUnavailable(Cause.FAILED, "the provider's client secret is not in Vault");
    }
    try {
      Members.requireVersion(value, VERSION);
      var plain = transit.decrypt(tenant, context(provider), Members.required(value, "sealed"));
      var json = Json.parse(new String(plain, UTF_8)).asObject();
      Members.requireVersion(json, VERSION);
      return new ClientSecret(Members.required(json, "client_secret"));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      // no cause: it might quote
      throw new StoreUnavailable(Cause.FAILED, "the stored client secret cannot be read");
    }
  }

  @Override
  public void destroy(TenantId tenant, ProviderId provider) {
    kv.destroy(path(tenant, provider));
  }

  private static String path(TenantId tenant, ProviderId provider) {
    return tenant + "/providers/" + provider;
  }

  private static String context(ProviderId provider) {
    return "provider:" + provider;
  }
}
