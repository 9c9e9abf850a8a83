package io.evergrant.it.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.process.RandomSecret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** As the page's script seals and opens. */
final class Sealing {
  /** The wrapped key, which comes first. */
  static final int WRAPPED = 384;

  private static final int NONCE = 12;
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private Sealing() {}

  static KeyPair newReader() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(3_072);
    return generator.generateKeyPair();
  }

  static byte[] seal(String spki, String context, String text) {
    try {
      var reader =
          KeyFactory.getInstance("RSA")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(spki)));
      var key = RandomSecret.bytes(32);
      var nonce = RandomSecret.bytes(NONCE);
      var wrapped = rsa(Cipher.ENCRYPT_MODE, reader).doFinal(key);
      var sealed = aes(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(text.getBytes(UTF_8));
      return ByteBuffer.allocate(WRAPPED + NONCE + sealed.length)
          .put(wrapped)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String open(PrivateKey reader, String context, byte[] whole)
      throws GeneralSecurityException {
    var key = rsa(Cipher.DECRYPT_MODE, reader).doFinal(whole, 0, WRAPPED);
    var nonce = Arrays.copyOfRange(whole, WRAPPED, WRAPPED + NONCE);
    var opened =
        aes(Cipher.DECRYPT_MODE, key, nonce, context)
            .doFinal(whole, WRAPPED + NONCE, whole.length - WRAPPED - NONCE);
    return new String(opened, UTF_8);
  }

  private static Cipher rsa(int mode, Key key) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(mode, key, OAEP);
    return cipher;
  }

  private static Cipher aes(int mode, byte[] key, byte[] nonce, String context)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(context.getBytes(UTF_8));
    return cipher;
  }
}
