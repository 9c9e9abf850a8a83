package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.port.TokenVault;
import io.github.jopenlibs.vault.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) under a data key of the tenant; the grant's location is additional
 * data, so a ciphertext that was moved to another row does not open.
 */
@Singleton
public class TransitEscrowSeal implements EscrowSeal {
  private static final String CONTEXT = "escrow";
  private static final long KEY_LIFE = Duration.ofHours(1).toNanos();
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Transit transit;
  private final Ticker ticker;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentHashMap<TenantId, Held> keys = new ConcurrentHashMap<>();

  @Inject
  public TransitEscrowSeal(Transit transit, Ticker ticker) {
    this.transit = transit;
    this.ticker = ticker;
  }

  @Override
  public void prepare(TenantId tenant) {
    var held = keys.get(tenant);
    if (held == null || ticker.nanos() - held.since() > KEY_LIFE) {
      keys.put(tenant, fetch(tenant));
    }
  }

  @Override
  public Sealed seal(TokenLocation location, TokenVault.Entry entry) {
    // an old key is better than none: Vault is away when this is called
    var held = keys.computeIfAbsent(location.tenant(), this::fetch);
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var plain = EntryJson.writeWhole(entry).toString().getBytes(UTF_8);
    try {
      var sealed =
          cipher(Cipher.ENCRYPT_MODE, held.key().plaintext(), nonce, location).doFinal(plain);
      var whole = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return new Sealed(held.key().wrapped(), Base64.getEncoder().encodeToString(whole));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  @Override
  public TokenVault.Entry open(TokenLocation location, Sealed sealed) {
    var key = transit.decrypt(location.tenant(), CONTEXT, sealed.wrappedKey());
    try {
      var whole = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.ciphertext()));
      var nonce = new byte[NONCE_BYTES];
      whole.get(nonce);
      var rest = new byte[whole.remaining()];
      whole.get(rest);
      var plain = cipher(Cipher.DECRYPT_MODE, key, nonce, location).doFinal(rest);
      return EntryJson.readWhole(Json.parse(new String(plain, UTF_8)).asObject());
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new StoreUnavailable(Cause.FAILED, "an escrowed token set cannot be opened");
    }
  }

  private Held fetch(TenantId tenant) {
    return new Held(transit.dataKey(tenant, CONTEXT), ticker.nanos());
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, TokenLocation location)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(location.path().getBytes(UTF_8));
    return cipher;
  }

  private record Held(Transit.DataKey key, long since) {}
}
