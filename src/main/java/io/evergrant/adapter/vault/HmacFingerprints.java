package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Fingerprints;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 over tenant and token, so that one token at two tenants looks like two. The key lies
 * at {@code system/fingerprint-key} and is read once; all nodes share it.
 */
@Singleton
public class HmacFingerprints implements Fingerprints {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final KeyValue kv;
  private volatile @Nullable SecretKey key;

  @Inject
  public HmacFingerprints(KeyValue kv) {
    this.kv = kv;
  }

  @Override
  public void ready() {
    key();
  }

  @Override
  public Fingerprint of(TenantId tenant, RefreshToken token) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      mac.update((tenant + "|").getBytes(UTF_8));
      var full = mac.doFinal(token.reveal().getBytes(UTF_8));
      return new Fingerprint(HexFormat.of().formatHex(Arrays.copyOf(full, BYTES)));
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
