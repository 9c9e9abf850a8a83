package io.evergrant.adapter.vault;

import io.evergrant.adapter.vault.VaultCalls.Answer;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonArray;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transit engine: one derived key per tenant. The context is part of the key's derivation, so a
 * ciphertext opens only for what it was made for.
 */
@Singleton
public class Transit {
  private final VaultCalls calls;

  @Inject
  public Transit(VaultCalls calls) {
    this.calls = calls;
  }

  /** Makes the tenant's key; one that is there stays as it is. */
  void ensureKey(TenantId tenant) {
    expect(
        "to make a key",
        calls.write(
            "transit/keys/" + key(tenant),
            Map.of("type", Json.value("aes256-gcm96"), "derived", Json.value(true))));
  }

  /** Answers a ciphertext {@code vault:v<key version>:…}. */
  String encrypt(TenantId tenant, String context, byte[] plaintext) {
    var body =
        Map.of("plaintext", Json.value(base64(plaintext)), "context", context(tenant, context));
    return data(calls.write("transit/encrypt/" + key(tenant), body)).getString("ciphertext");
  }

  /** The same plaintext under the newest version of the key. */
  String rewrap(TenantId tenant, String context, String ciphertext) {
    var body = Map.of("ciphertext", Json.value(ciphertext), "context", context(tenant, context));
    return data(calls.write("transit/rewrap/" + key(tenant), body)).getString("ciphertext");
  }

  byte[] decrypt(TenantId tenant, String context, String ciphertext) {
    return decrypt(tenant, List.of(new Sealed(context, ciphertext)))
        .getFirst()
        .orElseThrow(() -> new StoreUnavailable(Cause.FAILED, "Vault cannot open a ciphertext"));
  }

  /** Opens many at once, in their order; one that does not open is empty. */
  List<Optional<byte[]>> decrypt(TenantId tenant, List<Sealed> sealed) {
    var batch = new JsonArray();
    for (var item : sealed) {
      batch.add(
          Json.object()
              .add("ciphertext", item.ciphertext())
              .add("context", context(tenant, item.context())));
    }
    // without this one bad item would make the whole batch fail
    var body = Map.of("batch_input", batch, "partial_failure_response_code", Json.value(200));
    var results = results(calls.write("transit/decrypt/" + key(tenant), body));
    var opened = new ArrayList<Optional<byte[]>>();
    for (var result : results.asArray()) {
      var plaintext = result.asObject().getString("plaintext", "");
      var failed = !result.asObject().getString("error", "").isEmpty();
      opened.add(failed ? Optional.empty() : Optional.of(Base64.getDecoder().decode(plaintext)));
    }
    if (opened.size() != sealed.size()) {
      throw new StoreUnavailable(Cause.FAILED, "Vault answered a batch with another number");
    }
    return opened;
  }

  /** Whether the tenant's key opens that; where Vault does not serve, nobody can tell. */
  boolean opens(TenantId tenant, String context, String ciphertext) {
    var body = Map.of("ciphertext", Json.value(ciphertext), "context", context(tenant, context));
    return calls.write("transit/decrypt/" + key(tenant), body).status() == 200;
  }

  /** Where none of a batch opens the whole answer is 400, and tells of each all the same. */
  private static JsonValue results(Answer answer) {
    var data = answer.data();
    var ofEach = data == null ? null : data.get("batch_results");
    return ofEach != null && answer.status() == 400 ? ofEach : data(answer).get("batch_results");
  }

  /** A new 256-bit key, in plain and wrapped by the tenant's key. */
  DataKey dataKey(TenantId tenant, String context) {
    var data =
        data(
            calls.write(
                "transit/datakey/plaintext/" + key(tenant),
                Map.of("context", context(tenant, context))));
    return new DataKey(
        Base64.getDecoder().decode(data.getString("plaintext")), data.getString("ciphertext"));
  }

  /** The key version that a ciphertext names. */
  static int keyVersion(String ciphertext) {
    var parts = ciphertext.split(":", 3);
    try {
      return Integer.parseInt(parts[1].substring(1));
    } catch (RuntimeException e) {
      throw new StoreUnavailable(Cause.FAILED, "what lies in Vault is no ciphertext of it", e);
    }
  }

  /** Name of the tenant's key. */
  static String key(TenantId tenant) {
    return "eg-tenant-" + tenant;
  }

  private static JsonValue context(TenantId tenant, String context) {
    return Json.value(base64((tenant + "|" + context).getBytes(StandardCharsets.UTF_8)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static JsonObject data(Answer answer) {
    expect("a transit request", answer);
    if (answer.data() == null) {
      throw new StoreUnavailable(Cause.FAILED, "Vault answered a transit request with nothing");
    }
    return answer.data();
  }

  private static void expect(String what, Answer answer) {
    if (answer.status() >= 400) {
      throw Failures.of(what, answer.status(), "");
    }
  }

  /** A ciphertext and what it was made for. */
  record Sealed(String context, String ciphertext) {}

  /** A key for use outside Vault. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record DataKey(byte[] plaintext, String wrapped) {
    @Override
    public String toString() {
      return "DataKey[hidden]";
    }
  }
}
