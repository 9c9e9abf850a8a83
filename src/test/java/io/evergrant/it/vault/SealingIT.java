package io.evergrant.it.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.vault.TransitSealing;
import io.evergrant.adapter.vault.VaultCalls;
import io.evergrant.adapter.vault.VaultSession;
import io.evergrant.adapter.vault.VaultSettings;
import io.evergrant.adapter.vault.VaultSettings.Login;
import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.PreparedBao;
import io.evergrant.usecase.port.StoreUnavailable;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sealing keys in a real Vault, under the portal's own policy. */
class SealingIT {
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private static io.evergrant.testkit.Vault bao;
  private static Login.AppRole role;
  private static TransitSealing sealing;

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final SealingKeyId key = new SealingKeyId(UUID.randomUUID());

  @BeforeAll
  static void start() {
    var prepared = PreparedBao.shared();
    bao = prepared.vault();
    var made = prepared.role();
    role = new Login.AppRole(made.roleId(), made.secretId());
    var settings = new VaultSettings(bao.address(), null, null, role);
    sealing = new TransitSealing(new VaultCalls(new VaultSession(settings, System::nanoTime)));
  }

  @Test
  void P12_what_was_sealed_to_a_key_opens_for_its_context_and_no_other() throws Exception {
    var sealed = seal(sealing.make(tenant, key), "for this", "tokens");
    assertThat(sealing.open(tenant, key, sealed, "for this"))
        .hasValueSatisfying(opened -> assertThat(opened).asString(UTF_8).isEqualTo("tokens"));
    assertThat(sealing.open(tenant, key, sealed, "for that")).isEmpty();
    var other = new SealingKeyId(UUID.randomUUID());
    sealing.make(tenant, other);
    assertThat(sealing.open(tenant, other, sealed, "for this")).isEmpty();
    for (var at : new int[] {0, 390, sealed.length - 1}) {
      var changed = sealed.clone();
      changed[at] ^= 1;
      assertThat(sealing.open(tenant, key, changed, "for this")).as("byte " + at).isEmpty();
    }
    assertThat(sealing.open(tenant, key, new byte[20], "for this")).isEmpty();
  }

  @Test
  void P12_the_private_half_cannot_be_had_and_is_destroyed() throws Exception {
    var sealed = seal(sealing.make(tenant, key), "", "tokens");
    var name = "eg-sealing-" + tenant + "-" + key;
    var portal = asPortal();
    for (var path :
        new String[] {"transit/export/encryption-key/" + name, "transit/backup/" + name}) {
      assertThat(status(() -> portal.logical().read(path))).as(path).isEqualTo(403);
    }
    for (var wish : new String[] {"exportable", "allow_plaintext_backup"}) {
      var body = Map.<String, Object>of(wish, true);
      assertThat(status(() -> portal.logical().write("transit/keys/" + name + "/config", body)))
          .as(wish)
          .isEqualTo(403);
    }
    sealing.destroy(tenant, key);
    assertThat(bao.list("transit/keys")).doesNotContain(name);
    assertThatThrownBy(() -> sealing.open(tenant, key, sealed, ""))
        .isInstanceOf(StoreUnavailable.class);
    sealing.destroy(tenant, key);
  }

  private interface Ask {
    io.github.jopenlibs.vault.response.LogicalResponse of() throws VaultException;
  }

  private static int status(Ask ask) {
    try {
      return ask.of().getRestResponse().getStatus();
    } catch (VaultException e) {
      return e.getHttpStatusCode();
    }
  }

  private static Vault asPortal() throws VaultException {
    var config = new VaultConfig().address(bao.address().toString());
    var token =
        Vault.create(config.build(), 1)
            .auth()
            .loginByAppRole(role.roleId(), role.secretId())
            .getAuthClientToken();
    return Vault.create(
        new VaultConfig().address(bao.address().toString()).token(token).build(), 1);
  }

  /** As the page does it. */
  private static byte[] seal(byte[] spki, String context, String text)
      throws GeneralSecurityException {
    var random = new SecureRandom();
    var secret = random.generateSeed(32);
    var nonce = random.generateSeed(12);
    var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    var reader = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki));
    rsa.init(Cipher.ENCRYPT_MODE, reader, OAEP);
    var aes = Cipher.getInstance("AES/GCM/NoPadding");
    aes.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, nonce));
    aes.updateAAD(context.getBytes(UTF_8));
    var sealed = aes.doFinal(text.getBytes(UTF_8));
    var wrapped = rsa.doFinal(secret);
    return ByteBuffer.allocate(wrapped.length + nonce.length + sealed.length)
        .put(wrapped)
        .put(nonce)
        .put(sealed)
        .array();
  }
}
