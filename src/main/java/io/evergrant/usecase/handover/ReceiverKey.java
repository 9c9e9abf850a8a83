package io.evergrant.usecase.handover;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.secret.RefreshToken;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * The public half of a key that a page made: RSA of 3072 bits, for RSA-OAEP with SHA-256 (RFC 8017
 * section 7.1). Its private half cannot leave that page.
 */
final class ReceiverKey {
  private static final int BITS = 3_072;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final RSAPublicKey key;

  private ReceiverKey(RSAPublicKey key) {
    this.key = key;
  }

  /** From DER in Base64; empty where it is no such key. */
  static Optional<ReceiverKey> parse(String base64) {
    try {
      var der = Base64.getDecoder().decode(base64);
      var parsed = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      return parsed instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() == BITS
          ? Optional.of(new ReceiverKey(rsa))
          : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** DER of the SubjectPublicKeyInfo, in Base64. */
  String text() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** Twenty digits of its SHA-256, in fives: two people can compare them. */
  String code() {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      var digits = HexFormat.of().formatHex(hash).substring(0, 20).toUpperCase(Locale.ROOT);
      return String.join(
          " ",
          digits.substring(0, 5),
          digits.substring(5, 10),
          digits.substring(10, 15),
          digits.substring(15));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Seals for whoever has the private half.
   *
   * @param context additional data
   * @return a wrapped 256-bit key, a nonce, and the ciphertext of AES-GCM (NIST SP 800-38D) with
   *     its tag
   */
  byte[] seal(RefreshToken token, String context) {
    var random = new SecureRandom();
    var secret = new byte[KEY_BYTES];
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(secret);
    random.nextBytes(nonce);
    try {
      var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
      rsa.init(Cipher.ENCRYPT_MODE, key, OAEP);
      var wrapped = rsa.doFinal(secret);
      var aes = Cipher.getInstance("AES/GCM/NoPadding");
      aes.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(secret, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      aes.updateAAD(context.getBytes(UTF_8));
      var sealed = aes.doFinal(token.reveal().getBytes(UTF_8));
      return ByteBuffer.allocate(wrapped.length + nonce.length + sealed.length)
          .put(wrapped)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("OAEP and GCM are part of every JDK", e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
