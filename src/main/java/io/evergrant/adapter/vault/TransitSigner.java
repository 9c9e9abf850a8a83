package io.evergrant.adapter.vault;

import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The transit key {@code eg-audit}, which {@code vault/bootstrap} made and nobody can export. */
@Singleton
public class TransitSigner implements CheckpointSigner {
  private final VaultCalls calls;

  @Inject
  public TransitSigner(VaultCalls calls) {
    this.calls = calls;
  }

  @Override
  public List<Key> keys() {
    var answer = calls.read("transit/keys/eg-audit");
    var data = answer.data();
    if (answer.status() != 200 || data == null) {
      throw new StoreUnavailable(
          Cause.FAILED, "Vault has no key eg-audit; vault/bootstrap/bootstrap.sh makes it");
    }
    var versions = data.get("keys").asObject();
    var keys = new ArrayList<Key>();
    for (var version : versions.names()) {
      var publicKey = Members.required(versions.get(version).asObject(), "public_key");
      keys.add(new Key(Integer.parseInt(version), publicKey));
    }
    keys.sort(Comparator.comparingInt(Key::version));
    return keys;
  }

  @Override
  public String sign(Key key, byte[] message) {
    var answer =
        calls.write(
            "transit/sign/eg-audit",
            Map.of(
                "input",
                Json.value(Base64.getEncoder().encodeToString(message)),
                "key_version",
                Json.value(key.version())));
    var data = answer.data();
    if (answer.status() != 200 || data == null) {
      throw Failures.of("to sign a checkpoint", answer.status(), "");
    }
    return signature(data);
  }

  /** {@code vault:v1:} and the signature in Base64. */
  private static String signature(JsonObject data) {
    var whole = Members.required(data, "signature");
    return whole.substring(whole.lastIndexOf(':') + 1);
  }
}
