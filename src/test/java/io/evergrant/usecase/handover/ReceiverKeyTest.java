package io.evergrant.usecase.handover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.secret.RefreshToken;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a receiver's key seals, and which keys are taken. */
class ReceiverKeyTest {
  private static final RefreshToken TOKEN = new RefreshToken("rt_of_somebody");

  @Test
  void P12_only_the_private_half_opens_and_only_for_the_context() throws Exception {
    var pair = pair("RSA", 3_072);
    var key = ReceiverKey.parse(text(pair)).orElseThrow();
    var sealed = key.seal(TOKEN, "this");
    assertThat(new String(sealed, UTF_8)).doesNotContain(TOKEN.reveal());
    assertThat(open(pair, sealed, "this")).isEqualTo(TOKEN.reveal());
    assertThatThrownBy(() -> open(pair, sealed, "that"))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> open(pair("RSA", 3_072), sealed, "this"))
        .isInstanceOf(GeneralSecurityException.class);
    assertThat(key.seal(TOKEN, "this")).as("never the same bytes").isNotEqualTo(sealed);
  }

  @Test
  void a_key_has_a_code_that_people_can_compare() throws Exception {
    var pair = pair("RSA", 3_072);
    var key = ReceiverKey.parse(text(pair)).orElseThrow();
    assertThat(key.code()).matches("([0-9A-F]{5} ){3}[0-9A-F]{5}");
    assertThat(ReceiverKey.parse(key.text()).orElseThrow().code()).isEqualTo(key.code());
    assertThat(ReceiverKey.parse(text(pair("RSA", 3_072))).orElseThrow().code())
        .isNotEqualTo(key.code());
  }

  @Test
  void other_keys_are_not_taken() throws Exception {
    assertThat(ReceiverKey.parse(text(pair("RSA", 2_048)))).isEmpty();
    assertThat(ReceiverKey.parse(text(pair("EC", 256)))).isEmpty();
    assertThat(ReceiverKey.parse("")).isEmpty();
    assertThat(ReceiverKey.parse("%%%")).isEmpty();
    assertThat(ReceiverKey.parse("AAAA")).isEmpty();
  }

  static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  static String text(KeyPair pair) {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /** As the page does it. */
  static String open(KeyPair pair, byte[] sealed, String context) throws GeneralSecurityException {
    var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    rsa.init(
        Cipher.DECRYPT_MODE,
        pair.getPrivate(),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    var secret = rsa.doFinal(Arrays.copyOf(sealed, 384));
    var aes = Cipher.getInstance("AES/GCM/NoPadding");
    aes.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(secret, "AES"),
        new GCMParameterSpec(128, sealed, 384, 12));
    aes.updateAAD(context.getBytes(UTF_8));
    return new String(aes.doFinal(sealed, 396, sealed.length - 396), UTF_8);
  }
}
