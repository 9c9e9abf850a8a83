package io.evergrant.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The production policy and bootstrap script against a real OpenBao: what the portal may do, and
 * what it may not.
 */
class BaoTest {
  private static final String TENANT = UUID.randomUUID().toString();
  private static final String GRANT =
      "evergrant/data/" + TENANT + "/grants/" + UUID.randomUUID() + "/5a17";

  @TempDir static Path folder;
  private static Bao bao;
  private static String portal;

  @BeforeAll
  static void start() throws Exception {
    bao = Bao.start(folder);
    portal = logIn(bao.vault().prepare());
    assertThat(
            send(
                    "PUT",
                    "transit/keys/eg-tenant-" + TENANT,
                    portal,
                    "{\"type\":\"aes256-gcm96\",\"derived\":true}")
                .status())
        .isLessThan(300);
  }

  @AfterAll
  static void stop() {
    bao.close();
  }

  @Test
  void the_portal_keeps_token_sets_only_by_check_and_set() throws Exception {
    assertThat(send("PUT", GRANT, portal, "{\"data\":{\"v\":1}}").body())
        .contains("check-and-set parameter required");
    assertThat(send("PUT", GRANT, portal, "{\"options\":{\"cas\":0},\"data\":{\"v\":1}}").status())
        .isEqualTo(200);
    assertThat(send("PUT", GRANT, portal, "{\"options\":{\"cas\":0},\"data\":{\"v\":2}}").status())
        .isEqualTo(400);
    assertThat(send("GET", GRANT, portal, null).body()).contains("\"v\":1");
  }

  @Test
  void the_portal_encrypts_only_with_a_context_and_makes_no_key_by_encrypting() throws Exception {
    var key = "transit/encrypt/eg-tenant-" + TENANT;
    assertThat(send("PUT", key, portal, "{\"plaintext\":\"aGk=\"}").status()).isEqualTo(400);
    assertThat(
            send("PUT", key, portal, "{\"plaintext\":\"aGk=\",\"context\":\"Z3JhbnQ=\"}").status())
        .isEqualTo(200);
    var unknown = "transit/encrypt/eg-tenant-" + UUID.randomUUID();
    assertThat(
            send("PUT", unknown, portal, "{\"plaintext\":\"aGk=\",\"context\":\"Z3JhbnQ=\"}")
                .status())
        .isEqualTo(403);
  }

  @Test
  void the_portal_can_neither_weaken_rotate_nor_export_a_key() throws Exception {
    var key = "transit/keys/eg-tenant-" + TENANT;
    assertThat(send("PUT", key + "/config", portal, "{\"exportable\":true}").status())
        .isEqualTo(403);
    assertThat(send("PUT", key + "/config", portal, "{\"deletion_allowed\":true}").status())
        .isEqualTo(403);
    assertThat(send("PUT", key + "/rotate", portal, "{}").status()).isEqualTo(403);
    assertThat(send("DELETE", key, portal, null).status()).as("not allowed yet").isEqualTo(400);
    assertThat(
            send("GET", "transit/export/encryption-key/eg-tenant-" + TENANT, portal, null).status())
        .isEqualTo(403);
    var loose = "transit/keys/eg-tenant-" + UUID.randomUUID();
    assertThat(send("PUT", loose, portal, "{\"type\":\"aes256-gcm96\"}").status()).isEqualTo(403);
    assertThat(send("PUT", loose, portal, "{\"type\":\"aes256-gcm96\",\"derived\":false}").status())
        .isEqualTo(403);
    assertThat(
            send(
                    "PUT",
                    loose,
                    portal,
                    "{\"type\":\"aes256-gcm96\",\"derived\":true,\"exportable\":true}")
                .status())
        .isEqualTo(403);
  }

  @Test
  void the_portal_deletes_a_tenants_key_for_the_end_of_the_tenant_and_no_other_key()
      throws Exception {
    var key = "transit/keys/eg-tenant-" + UUID.randomUUID();
    var kind = "{\"type\":\"aes256-gcm96\",\"derived\":true}";
    send("PUT", key, portal, kind);
    var allow = kind.replace("}", ",\"deletion_allowed\":true}");
    assertThat(send("PUT", key + "/config", portal, allow).status()).isLessThan(300);
    var more = allow.replace("}", ",\"exportable\":true}");
    assertThat(send("PUT", key + "/config", portal, more).status()).isEqualTo(403);
    assertThat(send("DELETE", key, portal, null).status()).isEqualTo(204);
    assertThat(send("GET", key + "?type=aes256-gcm96&derived=true", portal, null).status())
        .isEqualTo(404);
    assertThat(send("PUT", "transit/keys/eg-audit/config", portal, allow).status()).isEqualTo(403);
    assertThat(send("DELETE", "transit/keys/eg-audit", portal, null).status()).isEqualTo(403);
  }

  @Test
  void the_portal_sees_no_mounts_policies_or_foreign_paths() throws Exception {
    for (var path :
        new String[] {
          "sys/mounts", "sys/policies/acl", "auth/approle/role", "evergrant/metadata/?list=true"
        }) {
      assertThat(send("GET", path, portal, null).status()).as(path).isEqualTo(403);
    }
    assertThat(
            send(
                    "PUT",
                    "evergrant/data/system/fingerprint-key",
                    portal,
                    "{\"options\":{\"cas\":1},\"data\":{}}")
                .status())
        .isEqualTo(403);
  }

  @Test
  void the_portal_lists_destroys_signs_and_renews() throws Exception {
    var grant = TENANT + "/grants/" + UUID.randomUUID() + "/5a17";
    send("PUT", "evergrant/data/" + grant, portal, "{\"options\":{\"cas\":0},\"data\":{\"v\":1}}");
    assertThat(
            send("PUT", "evergrant/metadata/" + grant, portal, "{\"delete_version_after\":\"1h\"}")
                .status())
        .isLessThan(300);
    assertThat(
            send("GET", "evergrant/metadata/" + TENANT + "/grants/?list=true", portal, null)
                .status())
        .isEqualTo(200);
    assertThat(send("PUT", "evergrant/destroy/" + grant, portal, "{\"versions\":[1]}").status())
        .isLessThan(300);
    assertThat(send("DELETE", "evergrant/metadata/" + grant, portal, null).status())
        .isLessThan(300);
    assertThat(send("PUT", "transit/sign/eg-audit", portal, "{\"input\":\"aGk=\"}").status())
        .isEqualTo(200);
    assertThat(send("PUT", "auth/token/renew-self", portal, "{}").status()).isEqualTo(200);
    assertThat(send("GET", "auth/token/lookup-self", portal, null).body())
        .contains("evergrant-portal")
        .doesNotContain("\"default\"");
  }

  @Test
  void a_second_bootstrap_and_a_crash_change_nothing_that_is_kept() throws Exception {
    var before = fingerprintKey();
    bao.vault().prepare();
    bao.crashAndRestart();
    assertThat(fingerprintKey()).isEqualTo(before).hasSize(44);
    assertThat(Files.readString(bao.auditLog())).contains("fingerprint-key").doesNotContain(before);
  }

  private static String fingerprintKey() throws IOException, ParseException {
    var answer =
        JSONObjectUtils.parse(
            send("GET", "evergrant/data/system/fingerprint-key", portal, null).body());
    var data = JSONObjectUtils.getJSONObject(JSONObjectUtils.getJSONObject(answer, "data"), "data");
    return JSONObjectUtils.getString(data, "key");
  }

  private static String logIn(Vault.AppRole role) throws IOException, ParseException {
    var body =
        JSONObjectUtils.toJSONString(
            Map.of("role_id", role.roleId(), "secret_id", role.secretId()));
    var answer = JSONObjectUtils.parse(send("PUT", "auth/approle/login", "", body).body());
    return JSONObjectUtils.getString(JSONObjectUtils.getJSONObject(answer, "auth"), "client_token");
  }

  private static Http.Answer send(String method, String path, String token, @Nullable String body)
      throws IOException {
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(bao.vault().address().resolve("/v1/" + path))
            .method(method, publisher);
    if (!token.isEmpty()) {
      request.header("X-Vault-Token", token);
    }
    return Http.send(request);
  }
}
