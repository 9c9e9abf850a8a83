package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.WebhookSecrets;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Webhooks' secrets in KV, all of a webhook in one value, sealed like client secrets. */
@Singleton
public class KvWebhookSecrets implements WebhookSecrets {
  private static final int VERSION = 1;
  private static final int TRIES = 3;

  private final KeyValue kv;
  private final Transit transit;

  @Inject
  public KvWebhookSecrets(KeyValue kv, Transit transit) {
    this.kv = kv;
    this.transit = transit;
  }

  @Override
  public long add(TenantId tenant, WebhookId webhook, WebhookSecret secret, List<Long> signing) {
    // a tenant has no key before its first secret
    transit.ensureKey(tenant);
    for (var i = 0; i < TRIES; i++) {
      var found = kv.read(path(tenant, webhook));
      var secrets = open(tenant, webhook, found.value());
      // one that is newer than those may be about to sign
      secrets.headMap(signing.stream().mapToLong(Long::longValue).min().orElse(0)).clear();
      var newest = signing.stream().mapToLong(Long::longValue).max().orElse(0);
      var generation = 1 + Math.max(newest, secrets.isEmpty() ? 0 : secrets.lastKey());
      secrets.put(generation, secret);
      var value = seal(tenant, webhook, secrets);
      if (kv.write(path(tenant, webhook), found.version(), value).isPresent()) {
        return generation;
      }
    }
    throw new StoreUnavailable(Cause.FAILED, "others kept writing the secrets of a webhook");
  }

  @Override
  public Map<Long, WebhookSecret> get(TenantId tenant, WebhookId webhook) {
    return open(tenant, webhook, kv.read(path(tenant, webhook)).value());
  }

  @Override
  public void destroy(TenantId tenant, WebhookId webhook) {
    kv.destroy(path(tenant, webhook));
  }

  private JsonObject seal(TenantId tenant, WebhookId webhook, Map<Long, WebhookSecret> secrets) {
    var all = Json.object();
    secrets.forEach((generation, secret) -> all.add(generation.toString(), secret.reveal()));
    var plain = Json.object().add("v", VERSION).add("secrets", all).toString().getBytes(UTF_8);
    return Json.object()
        .add("v", VERSION)
        .add("sealed", transit.encrypt(tenant, context(webhook), plain));
  }

  private SortedMap<Long, WebhookSecret> open(
      TenantId tenant, WebhookId webhook, @Nullable JsonObject value) {
    var secrets = new TreeMap<Long, WebhookSecret>();
    if (value == null) {
      return secrets;
    }
    try {
      Members.requireVersion(value, VERSION);
      var plain = transit.decrypt(tenant, context(webhook), Members.required(value, "sealed"));
      var json = Json.parse(new String(plain, UTF_8)).asObject();
      Members.requireVersion(json, VERSION);
      for (var member : json.get("secrets").asObject()) {
        secrets.put(
            Long.valueOf(member.getName()), new WebhookSecret(member.getValue().asString()));
      }
      return secrets;
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      // no cause: it might quote
      throw new StoreUnavailable(Cause.FAILED, "the stored secrets of a webhook cannot be read");
    }
  }

  private static String path(TenantId tenant, WebhookId webhook) {
    return tenant + "/webhooks/" + webhook;
  }

  private static String context(WebhookId webhook) {
    return "webhook:" + webhook;
  }
}
