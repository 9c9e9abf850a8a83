package io.evergrant.adapter.vault;

import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The key at {@code system/fingerprint-key}: read once, shared by all nodes. */
@Singleton
public class SystemKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final KeyValue kv;
  private volatile @Nullable SecretKey key;

  @Inject
  public SystemKey(KeyValue kv) {
    this.kv = kv;
  }

  /**
   * HMAC-SHA-256 (RFC 2104) with the key; throws {@link StoreUnavailable} when it cannot be read.
   */
  Mac mac() {
    return mac(key());
  }

  /** The same with a key of its own for one purpose, so that no purpose's output helps another. */
  Mac mac(String purpose) {
    var own = mac().doFinal(purpose.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return mac(new SecretKeySpec(own, ALGORITHM));
  }

  private static Mac mac(SecretKey with) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(with);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }

  private SecretKey key() {
    var known = key;
    if (known == null) {
      known = read();
      key = known;
    }
    return known;
  }

  private SecretKey read() {
    var value = kv.read("system/fingerprint-key").value();
    if (value == null) {
      throw new StoreUnavailable(
          Cause.FAILED, "Vault has no fingerprint key; vault/bootstrap/bootstrap.sh makes it");
    }
    try {
      return new SecretKeySpec(
          Base64.getDecoder().decode(Members.required(value, "key")), ALGORITHM);
    } catch (IllegalArgumentException e) {
      throw new StoreUnavailable(Cause.FAILED, "the fingerprint key in Vault is no base64");
    }
  }
}
