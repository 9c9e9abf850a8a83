package io.evergrant.it.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import io.evergrant.adapter.vault.TransitClientKeys;
import io.evergrant.adapter.vault.VaultCalls;
import io.evergrant.adapter.vault.VaultSession;
import io.evergrant.adapter.vault.VaultSettings;
import io.evergrant.adapter.vault.VaultSettings.Login;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.PreparedBao;
import io.evergrant.usecase.port.StoreUnavailable;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients' keys in a real Vault, under the portal's own policy. */
class ClientKeysInVaultIT {
  private static io.evergrant.testkit.Vault bao;
  private static Login.AppRole role;
  private static TransitClientKeys keys;

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final ClientKeyId key = new ClientKeyId(UUID.randomUUID());

  @BeforeAll
  static void start() {
    var prepared = PreparedBao.shared();
    bao = prepared.vault();
    var made = prepared.role();
    role = new Login.AppRole(made.roleId(), made.secretId());
    var settings = new VaultSettings(bao.address(), null, null, role);
    keys = new TransitClientKeys(new VaultCalls(new VaultSession(settings, System::nanoTime)));
  }

  @Test
  void what_is_signed_is_verified_by_what_is_published_in_every_algorithm() throws Exception {
    var input = "header.claims".getBytes(UTF_8);
    for (var algorithm : SigningAlgorithm.values()) {
      var id = new ClientKeyId(UUID.randomUUID());
      var made = keys.make(tenant, id, algorithm);
      var jwk = JWK.parse(made.jwk());
      assertThat(jwk.isPrivate()).isFalse();
      assertThat(made.keyId()).isEqualTo(jwk.computeThumbprint().toString());
      assertThat(jwk.getAlgorithm().getName()).isEqualTo(algorithm.name());
      var verifier =
          algorithm == SigningAlgorithm.ES256
              ? new ECDSAVerifier(jwk.toECKey())
              : new RSASSAVerifier(jwk.toRSAKey());
      var signature = Base64URL.encode(keys.sign(tenant, id, algorithm, input));
      var header = new JWSHeader(JWSAlgorithm.parse(algorithm.name()));
      assertThat(verifier.verify(header, input, signature)).as(algorithm.name()).isTrue();
    }
  }

  @Test
  void the_private_half_cannot_be_had_and_is_destroyed() throws Exception {
    keys.make(tenant, key, SigningAlgorithm.RS256);
    var name = "eg-client-" + tenant + "-" + key;
    var portal = asPortal();
    for (var path : new String[] {"export/signing-key", "export/encryption-key", "backup"}) {
      assertThat(status(() -> portal.logical().read("transit/" + path + "/" + name)))
          .as(path)
          .isEqualTo(403);
    }
    for (var wish : new String[] {"exportable", "allow_plaintext_backup"}) {
      var body = Map.<String, Object>of(wish, true);
      for (var path : new String[] {name, name + "/config", name + "-other"}) {
        assertThat(status(() -> portal.logical().write("transit/keys/" + path, body)))
            .as(path + " " + wish)
            .isEqualTo(403);
      }
    }
    keys.destroy(tenant, key);
    assertThat(bao.list("transit/keys")).doesNotContain(name);
    assertThatThrownBy(() -> keys.sign(tenant, key, SigningAlgorithm.RS256, new byte[1]))
        .isInstanceOf(StoreUnavailable.class);
    keys.destroy(tenant, key);
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
}
