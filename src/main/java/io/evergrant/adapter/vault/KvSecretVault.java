package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.FormerSecrets;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Client secrets in KV, sealed like token sets. */
@Singleton
public class KvSecretVault implements SecretVault, FormerSecrets.InVault {
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
    // what a person typed last is what counts: over whatever is there
    write(tenant, provider, there -> ClientSecrets.of(secret));
  }

  @Override
  public void change(
      TenantId tenant, ProviderId provider, ClientSecret secret, Instant formerUntil) {
    write(
        tenant,
        provider,
        there -> {
          var now = open(tenant, provider, there);
          var newest = now.newest();
          // typed twice, it is no former one of its own
          return newest == null || newest.equals(secret)
              ? new ClientSecrets(secret, now.former(), now.formerUntil())
              : new ClientSecrets(secret, newest, formerUntil);
        });
  }

  @Override
  public boolean drop(TenantId tenant, ProviderId provider, Instant now) {
    var there = get(tenant, provider);
    if (there.formerUntil() == null) {
      return true;
    }
    if (there.formerUntil().isAfter(now)) {
      return false;
    }
    var version =
        write(tenant, provider, value -> open(tenant, provider, value).withoutFormer(now));
    if (version > 1) {
      kv.destroyVersion(path(tenant, provider), version - 1);
    }
    return true;
  }

  private int write(
      TenantId tenant, ProviderId provider, Function<@Nullable JsonObject, ClientSecrets> change) {
    var path = path(tenant, provider);
    for (var i = 0; i < TRIES; i++) {
      var read = kv.read(path);
      var plain = json(change.apply(read.value())).toString().getBytes(UTF_8);
      var sealed = transit.encrypt(tenant, context(provider), plain);
      var value = Json.object().add("v", VERSION).add("sealed", sealed);
      var written = kv.write(path, read.version(), value);
      if (written.isPresent()) {
        return written.getAsInt();
      }
    }
    throw new StoreUnavailable(Cause.FAILED, "others kept writing the same client secret");
  }

  @Override
  public ClientSecrets get(TenantId tenant, ProviderId provider) {
    return open(tenant, provider, kv.read(path(tenant, provider)).value());
  }

  private ClientSecrets open(TenantId tenant, ProviderId provider, @Nullable JsonObject value) {
    if (value == null) {
      return ClientSecrets.NONE;
    }
    try {
      Members.requireVersion(value, VERSION);
      var plain = transit.decrypt(tenant, context(provider), Members.required(value, "sealed"));
      return secrets(Json.parse(new String(plain, UTF_8)).asObject());
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      // no cause: it might quote
      throw new StoreUnavailable(Cause.FAILED, "the stored client secret cannot be read");
    }
  }

  private static JsonObject json(ClientSecrets secrets) {
    var json = Json.object().add("v", VERSION);
    var newest = Objects.requireNonNull(secrets.newest(), "none is not written");
    var former = secrets.former();
    var until = secrets.formerUntil();
    json.add("client_secret", newest.reveal());
    if (former != null && until != null) {
      json.add("former", former.reveal()).add("former_until", until.toString());
    }
    return json;
  }

  private static ClientSecrets secrets(JsonObject json) {
    Members.requireVersion(json, VERSION);
    var newest = new ClientSecret(Members.required(json, "client_secret"));
    var former = json.getString("former", "");
    try {
      return former.isEmpty()
          ? ClientSecrets.of(newest)
          : new ClientSecrets(
              newest,
              new ClientSecret(former),
              Instant.parse(Members.required(json, "former_until")));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("former_until is no time", e);
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
