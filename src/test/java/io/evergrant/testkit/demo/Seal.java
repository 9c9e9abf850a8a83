package io.evergrant.testkit.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Text that only this provider can have written: a payload and 128 bits of HMAC-SHA-256 over it.
 */
final class Seal {
  private static final int TAG = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  Seal(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** {@code purpose} keeps a seal made for one thing from passing for another. */
  String close(String purpose, byte[] payload) {
    var sealed = Arrays.copyOf(payload, payload.length + TAG);
    System.arraycopy(tag(purpose, payload), 0, sealed, payload.length, TAG);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The payload, or null where the text is not ours. */
  byte @Nullable [] open(String purpose, String text) {
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (sealed.length < TAG) {
      return null;
    }
    var payload = Arrays.copyOf(sealed, sealed.length - TAG);
    var found = Arrays.copyOfRange(sealed, payload.length, sealed.length);
    return MessageDigest.isEqual(found, tag(purpose, payload)) ? payload : null;
  }

  private byte[] tag(String purpose, byte[] payload) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(payload), TAG);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How the ledger names a token without telling it: the first 16 hex digits of its SHA-256. */
  static String fingerprint(String token) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String random() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(18));
  }

  static byte[] randomBytes(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
