package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.evergrant.domain.sealing.SealingKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a vault answers to a ciphertext that does not open, as OpenBao words it. */
class NotOpenedTest {
  private static final String LOGIN =
      """
      {"data":{"accessor":"a","creation_time":1,"creation_ttl":0,"display_name":"t","entity_id":"","expire_time":null,
      "explicit_max_ttl":0,"id":"t","issue_time":"2026-11-26T12:00:00Z","last_renewal_time":0,"meta":null,"num_uses":0,
      "orphan":true,"path":"auth/token/root","policies":["p"],"renewable":false,"ttl":0,"type":"service"}}
      """;
  private static final String RSA =
      """
      {"errors":["1 error occurred:\\n\\t* failed to RSA decrypt the ciphertext: crypto/rsa: decryption error\\n\\n"]}
      """;
  private static final String NO_LEADER =
      """
      {"errors":["local node not active but active cluster node not found"]}
      """;
  private static final String NO_KEY =
      """
      {"errors":["encryption key not found"]}
      """;
  private static final String LENGTH =
      """
      {"errors":["invalid ciphertext: could not decode base64"]}
      """;
  private static final String BATCH =
      """
      {"data":{"batch_results":[{"plaintext":"","error":"invalid ciphertext: unable to decrypt","reference":""}]}}
      """;

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private HttpServer server;
  private VaultCalls calls;
  private int status = 200;
  private String body = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    var login = new VaultSettings.Login.Token("t");
    var settings = new VaultSettings(address, null, null, login);
    calls = new VaultCalls(new VaultSession(settings, System::nanoTime));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_wrapped_key_that_rsa_does_not_open_is_the_senders_fault_whatever_the_status() {
    assertThat(open(500, RSA)).isEmpty();
    assertThat(open(400, LENGTH)).isEmpty();
  }

  @Test
  void a_vault_that_does_not_serve_is_not_taken_for_a_bad_ciphertext() {
    assertThatThrownBy(() -> open(500, NO_LEADER)).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> open(503, "{}")).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> open(400, NO_KEY)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void a_batch_of_which_nothing_opens_tells_of_each() {
    answers(400, BATCH);
    var sealed = new Transit.Sealed("grant", "vault:v1:AAAA");
    assertThat(new Transit(calls).decrypt(tenant, List.of(sealed)))
        .containsExactly(Optional.empty());
    answers(400, NO_KEY);
    assertThatThrownBy(() -> new Transit(calls).decrypt(tenant, List.of(sealed)))
        .isInstanceOf(StoreUnavailable.class);
  }

  private Optional<byte[]> open(int answered, String with) {
    answers(answered, with);
    var key = new SealingKeyId(UUID.randomUUID());
    return new TransitSealing(calls).open(tenant, key, new byte[500], "");
  }

  private void answers(int answered, String with) {
    status = answered;
    body = with;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var login = exchange.getRequestURI().getPath().contains("/auth/");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      var bytes = (login ? LOGIN : body).getBytes(UTF_8);
      exchange.sendResponseHeaders(login ? 200 : status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
