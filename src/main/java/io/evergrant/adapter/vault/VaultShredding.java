package io.evergrant.adapter.vault;

import io.evergrant.adapter.vault.VaultCalls.Answer;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TenantShredding;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Deletes a tenant's transit key and all below {@code evergrant/<tenant>/}. */
@Singleton
public class VaultShredding implements TenantShredding {
  private static final int SAMPLE_BYTES = 32;
  private static final int AT_ONCE = 16;
  private static final String CONTEXT = "end";

  /** What the policy asks for on a tenant's key, whatever is done with it. */
  private static final String KIND = "?type=aes256-gcm96&derived=true";

  private final VaultCalls calls;
  private final Transit transit;
  private final KeyValue kv;
  private final SecureRandom random = new SecureRandom();
  private final Parallel parallel = new Parallel(AT_ONCE);

  @Inject
  public VaultShredding(VaultCalls calls, Transit transit, KeyValue kv) {
    this.calls = calls;
    this.transit = transit;
    this.kv = kv;
  }

  @Override
  public Sample sample(TenantId tenant) {
    transit.ensureKey(tenant);
    var bytes = new byte[SAMPLE_BYTES];
    random.nextBytes(bytes);
    var ciphertext = transit.encrypt(tenant, CONTEXT, bytes);
    return new Sample(Transit.key(tenant), versions(read(tenant)), ciphertext);
  }

  private static List<Integer> versions(Answer answer) {
    var data = answer.data();
    if (answer.status() != 200 || data == null) {
      throw Failures.of("to read a tenant's key", answer.status(), "");
    }
    JsonObject keys = data.get("keys").asObject();
    return StreamSupport.stream(keys.spliterator(), false)
        .map(version -> Integer.valueOf(version.getName()))
        .sorted()
        .toList();
  }

  private Answer read(TenantId tenant) {
    return calls.read("transit/keys/" + Transit.key(tenant) + KIND);
  }

  @Override
  public boolean opens(TenantId tenant, String ciphertext) {
    return transit.opens(tenant, CONTEXT, ciphertext);
  }

  @Override
  public void deleteKey(TenantId tenant) {
    var path = "transit/keys/" + Transit.key(tenant);
    var allowed =
        calls.write(
            path + "/config",
            Map.of(
                "type", Json.value("aes256-gcm96"),
                "derived", Json.value(true),
                "deletion_allowed", Json.value(true)));
    // 400: there is none
    if (allowed.status() == 200 || allowed.status() == 204) {
      calls.delete(path);
    }
  }

  @Override
  public int destroyEntries(TenantId tenant, int most) {
    var entries = kv.below(tenant + "/", most);
    var failed = parallel.map(entries, this::destroy).stream().flatMap(Optional::stream).findAny();
    if (failed.isPresent()) {
      throw failed.get();
    }
    return entries.size();
  }

  private Optional<StoreUnavailable> destroy(String entry) {
    try {
      kv.destroy(entry);
      return Optional.empty();
    } catch (StoreUnavailable e) {
      return Optional.of(e);
    }
  }

  @Override
  public Left left(TenantId tenant) {
    return new Left(read(tenant).status() == 200, !kv.below(tenant + "/", 1).isEmpty());
  }
}
