package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.SealingVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One transit key {@code eg-sealing-…} for each sealing key; the policy lets nobody export it. */
@Singleton
public class TransitSealing implements SealingVault {
  private static final String TYPE = "rsa-3072";
  private static final int WRAPPED_BYTES = 384;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;

  private final VaultCalls calls;

  @Inject
  public TransitSealing(VaultCalls calls) {
    this.calls = calls;
  }

  @Override
  public byte[] make(TenantId tenant, SealingKeyId key) {
    var answer = calls.write("transit/keys/" + name(tenant, key), Map.of("type", Json.value(TYPE)));
    var data = answer.data();
    if (answer.status() != 200 || data == null) {
      throw Failures.of("to make a sealing key", answer.status(), "");
    }
    var first = data.get("keys").asObject().get("1").asObject();
    return der(Members.required(first, "public_key"));
  }

  /** RFC 7468. */
  private static byte[] der(String pem) {
    var lines = pem.lines().filter(line -> !line.startsWith("-----")).toList();
    return Base64.getDecoder().decode(String.join("", lines));
  }

  @Override
  public Optional<byte[]> open(TenantId tenant, SealingKeyId key, byte[] sealed, String context) {
    if (sealed.length < WRAPPED_BYTES + NONCE_BYTES + TAG_BITS / 8) {
      return Optional.empty();
    }
    return unwrap(tenant, key, Arrays.copyOf(sealed, WRAPPED_BYTES))
        .filter(bytes -> bytes.length == KEY_BYTES)
        .flatMap(bytes -> decrypt(bytes, sealed, context));
  }

  private Optional<byte[]> unwrap(TenantId tenant, SealingKeyId key, byte[] wrapped) {
    var ciphertext = "vault:v1:" + Base64.getEncoder().encodeToString(wrapped);
    var path = "transit/decrypt/" + name(tenant, key);
    var answer = calls.write(path, Map.of("ciphertext", Json.value(ciphertext)));
    if (answer.status() == 400 && !answer.errors().contains("not found")) {
      return Optional.empty();
    }
    var data = answer.data();
    if (answer.status() != 200 || data == null) {
      throw new StoreUnavailable(Cause.FAILED, "Vault has no such sealing key");
    }
    return Optional.of(Base64.getDecoder().decode(Members.required(data, "plaintext")));
  }

  private static Optional<byte[]> decrypt(byte[] key, byte[] sealed, String context) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, sealed, WRAPPED_BYTES, NONCE_BYTES));
      cipher.updateAAD(context.getBytes(UTF_8));
      var from = WRAPPED_BYTES + NONCE_BYTES;
      return Optional.of(cipher.doFinal(sealed, from, sealed.length - from));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  @Override
  public void destroy(TenantId tenant, SealingKeyId key) {
    var path = "transit/keys/" + name(tenant, key);
    var allowed = calls.write(path + "/config", Map.of("deletion_allowed", Json.value(true)));
    // 400: there is none
    if (allowed.status() == 200 || allowed.status() == 204) {
      calls.delete(path);
    }
  }

  private static String name(TenantId tenant, SealingKeyId key) {
    return "eg-sealing-" + tenant + "-" + key;
  }
}
