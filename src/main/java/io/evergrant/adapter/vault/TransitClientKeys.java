package io.evergrant.adapter.vault;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ClientKeyVault;
import io.evergrant.usecase.port.ClientKeys.Fresh;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonValue;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** One transit key {@code eg-client-…} for each client's key; the policy lets nobody export it. */
@Singleton
public class TransitClientKeys implements ClientKeyVault {
  private final VaultCalls calls;

  @Inject
  public TransitClientKeys(VaultCalls calls) {
    this.calls = calls;
  }

  @Override
  public Fresh make(TenantId tenant, ClientKeyId key, SigningAlgorithm algorithm) {
    var path = "transit/keys/" + name(tenant, key);
    var answer = calls.write(path, Map.of("type", Json.value(type(algorithm))));
    var data = answer.data();
    if (answer.status() != 200 || data == null) {
      throw Failures.of("to make a client's key", answer.status(), "");
    }
    var first = data.get("keys").asObject().get("1").asObject();
    try {
      var jwk = jwk(algorithm, publicKey(algorithm, Members.required(first, "public_key")));
      return new Fresh(key, algorithm, jwk.getKeyID(), jwk.toJSONString());
    } catch (GeneralSecurityException | JOSEException | IllegalArgumentException e) {
      throw new StoreUnavailable(Cause.FAILED, "Vault made a key that cannot be read", e);
    }
  }

  private static String type(SigningAlgorithm algorithm) {
    return switch (algorithm) {
      case RS256, PS256 -> "rsa-2048";
      case ES256 -> "ecdsa-p256";
    };
  }

  /** RFC 7468. */
  private static PublicKey publicKey(SigningAlgorithm algorithm, String pem)
      throws GeneralSecurityException {
    var lines = pem.lines().filter(line -> !line.startsWith("-----")).toList();
    var spki = new X509EncodedKeySpec(Base64.getDecoder().decode(String.join("", lines)));
    return KeyFactory.getInstance(algorithm == SigningAlgorithm.ES256 ? "EC" : "RSA")
        .generatePublic(spki);
  }

  private static JWK jwk(SigningAlgorithm algorithm, PublicKey key) throws JOSEException {
    var name = JWSAlgorithm.parse(algorithm.name());
    return switch (key) {
      case RSAPublicKey rsa ->
          new RSAKey.Builder(rsa)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(name)
              .keyIDFromThumbprint()
              .build();
      case ECPublicKey ec ->
          new ECKey.Builder(Curve.P_256, ec)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(name)
              .keyIDFromThumbprint()
              .build();
      default -> throw new IllegalArgumentException("neither RSA nor EC");
    };
  }

  @Override
  public byte[] sign(TenantId tenant, ClientKeyId key, SigningAlgorithm algorithm, byte[] input) {
    var body = new HashMap<String, JsonValue>();
    body.put("input", Json.value(Base64.getEncoder().encodeToString(input)));
    body.put("hash_algorithm", Json.value("sha2-256"));
    switch (algorithm) {
      case RS256 -> body.put("signature_algorithm", Json.value("pkcs1v15"));
      case PS256 -> {
        body.put("signature_algorithm", Json.value("pss"));
        // RFC 7518 section 3.5: as long as the hash
        body.put("salt_length", Json.value("hash"));
      }
      case ES256 -> body.put("marshaling_algorithm", Json.value("jws"));
    }
    var answer = calls.write("transit/sign/" + name(tenant, key), body);
    var data = answer.data();
    if (answer.status() != 200 || data == null) {
      throw Failures.of("to sign as a client", answer.status(), "");
    }
    var whole = Members.required(data, "signature");
    var signature = whole.substring(whole.lastIndexOf(':') + 1);
    return algorithm == SigningAlgorithm.ES256
        ? Base64.getUrlDecoder().decode(signature)
        : Base64.getDecoder().decode(signature);
  }

  @Override
  public void destroy(TenantId tenant, ClientKeyId key) {
    var path = "transit/keys/" + name(tenant, key);
    var allowed = calls.write(path + "/config", Map.of("deletion_allowed", Json.value(true)));
    // 400: there is none
    if (allowed.status() == 200 || allowed.status() == 204) {
      calls.delete(path);
    }
  }

  private static String name(TenantId tenant, ClientKeyId key) {
    return "eg-client-" + tenant + "-" + key;
  }
}
