package io.evergrant.testkit.demo;

import static io.evergrant.testkit.demo.Application.error;
import static io.evergrant.testkit.demo.Application.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
  @TempDir Path folder = Path.of("");

  @Test
  void what_was_answered_is_known_after_a_restart() throws Exception {
    String spent;
    String newest;
    String access;
    int entries;
    try (var provider = DemoProvider.start(0, folder)) {
      provider.settings("own", Map.of("access_life_s", 900));
      provider.client("other", "other-secret");
      var app = new Application(provider.issuer("own"));
      spent = app.connect("ada").getAsString("refresh_token");
      var answer = json(app.refresh(spent));
      newest = answer.getAsString("refresh_token");
      access = answer.getAsString("access_token");
      entries = provider.ledger().size();
    }
    // as a kill in the middle of a write leaves it
    Files.writeString(
        folder.resolve("journal.jsonl"), "{\"family\":{\"id\":", StandardOpenOption.APPEND);

    try (var provider = DemoProvider.start(0, folder)) {
      var app = new Application(provider.issuer("own"));
      assertThat(provider.ledger()).hasSize(entries);
      assertThat(app.userInfo(access).getStatusCode()).isEqualTo(200);
      var third = json(app.refresh(newest)).getAsString("refresh_token");
      assertThat(third).isNotNull();
      assertThat(provider.ledger()).hasSize(entries + 1);
    }
    try (var provider = DemoProvider.start(0, folder)) {
      var app = new Application(provider.issuer("own"));
      assertThat(error(app.refresh(spent))).isEqualTo("400 invalid_grant");
      provider.clear();
    }
    try (var provider = DemoProvider.start(0, folder)) {
      assertThat(provider.ledger()).isEmpty();
      var again = new Application(provider.issuer()).connect("ben").getAsString("refresh_token");
      assertThat(new Application(provider.issuer()).refresh(again).getStatusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_killed_provider_forgets_nothing_that_it_answered() throws Exception {
    var process = started();
    String newest;
    int port;
    try {
      port = readyPort(process);
      var app = new Application(URI.create("http://127.0.0.1:" + port + "/strict"));
      newest = app.connect("ada").getAsString("refresh_token");
      for (var i = 0; i < 20; i++) {
        newest = json(app.refresh(newest)).getAsString("refresh_token");
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    try (var provider = DemoProvider.start(port, folder)) {
      assertThat(provider.ledger()).hasSize(21).allMatch(LedgerEntry::accepted);
      assertThat(new Application(provider.issuer()).refresh(newest).getStatusCode()).isEqualTo(200);
    }
  }

  private Process started() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            DemoProvider.class.getName(),
            "--state",
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int readyPort(Process process) throws IOException {
    var ready = process.inputReader().readLine();
    assertThat(ready).startsWith("ready http://127.0.0.1:");
    return URI.create(ready.substring("ready ".length())).getPort();
  }
}
