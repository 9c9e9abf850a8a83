package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Fingerprints;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HexFormat;

/** HMAC-SHA-256 over tenant and token, so that one token at two tenants looks like two. */
@Singleton
public class HmacFingerprints implements Fingerprints {
  private static final int BYTES = 16;

  private final SystemKey key;

  @Inject
  public HmacFingerprints(SystemKey key) {
    this.key = key;
  }

  @Override
  public void ready() {
    key.mac();
  }

  @Override
  public Fingerprint of(TenantId tenant, RefreshToken token) {
    var mac = key.mac();
    mac.update((tenant + "|").getBytes(UTF_8));
    var full = mac.doFinal(token.reveal().getBytes(UTF_8));
    return new Fingerprint(HexFormat.of().formatHex(Arrays.copyOf(full, BYTES)));
  }
}
