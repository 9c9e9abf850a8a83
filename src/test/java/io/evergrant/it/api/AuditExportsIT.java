package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.AuditKeys;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.Tool;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Exports of a running portal, asked for and fetched by REST, in the hands of an auditor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditExportsIT {
  private static final String EXPORTS = "/api/v1/audit-exports";
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private final Stack stack = Stack.shared();
  private final NewTenant tenant = NewTenant.in(stack, "Whose log is exported");
  private final BackEnd backEnd = new BackEnd(stack.base(), tenant.key());
  @TempDir private Path folder = Path.of("");

  @BeforeAll
  void something_happened() {
    sql(
        """
        INSERT INTO audit_event (tenant_id, type, actor_kind, terminal, details)
        SELECT '%s', 'signed_in', 'anonymous', false, jsonb_build_object('cause', '=1+' || n)
        FROM generate_series(1, 1500) n
        """);
  }

  /** The very lines of the page, in a shell of its own. */
  @Test
  void P18_an_auditor_who_does_what_the_page_says_finds_the_log_whole_and_one_altered_byte()
      throws Exception {
    var csv = ready(EXPORTS + "/" + ask("{\"format\": \"csv\"}", "read").text("id"));
    Files.write(folder.resolve("audit.csv"), fetch(link(csv), Map.of()).body());
    Files.copy(Path.of("target/evergrant-verifier.jar"), folder.resolve("evergrant-verifier.jar"));
    Files.writeString(folder.resolve("audit.pub"), AuditKeys.of(stack.stores().vault()));
    Until.holds(
        "a checkpoint is held outside",
        Duration.ofSeconds(60),
        () -> {
          signHeads();
          return isHeldOutside();
        });
    Files.copy(stack.checkpoints(), folder.resolve("node1.jsonl"));
    var page = Files.readString(Path.of("docs/audit.md"));
    // what is done with the archive of a syslog receiver is for those who have one
    var export = page.substring(0, page.indexOf("## The archive of a syslog receiver"));
    var script = script(export);
    assertThat(script).contains("audit-exports", "sha256sum", "evergrant-verifier.jar");
    var steps =
        CompletableFuture.supplyAsync(
            () -> shell("set -eu\n" + script), Thread::startVirtualThread);
    Until.holds(
        "the steps were done",
        Duration.ofMinutes(2),
        () -> {
          signHeads();
          return steps.isDone();
        });
    var done = steps.join();
    assertThat(done.succeeded()).as(done.output() + done.errors()).isTrue();
    assertThat(done.output())
        .contains(
            "audit.jsonl: OK", "GENUINE: events 1 to", "Younger than the last checkpoint: nothing")
        .containsPattern("Held outside: [1-9][0-9]* checkpoints agree");
    assertThat(Files.readString(folder.resolve("manifest.json")))
        .contains("\"tenant\":\"" + tenant.id());
    var found = shell("set -eu\n" + script(page.substring(page.indexOf("## The other formats"))));
    assertThat(found.succeeded()).as(found.output() + found.errors()).isTrue();
    assertThat(found.output()).contains(csv.text("id"), "\"format\":\"csv\"").hasLineCount(1);
    var file = folder.resolve("audit.jsonl");
    var bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    var verify = script.substring(script.lastIndexOf("java -jar"));
    var altered = shell(verify);
    assertThat(altered.exit()).as(altered.output()).isEqualTo(1);
    assertThat(altered.output()).contains("TAMPERED: line 7");
  }

  @Test
  void an_export_is_made_once_for_a_key_and_fetched_whole_and_in_parts_until_the_link_ends()
      throws Exception {
    var made = ask("{\"format\": \"csv\"}", "once");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith(EXPORTS + "/" + made.text("id"));
    assertThat(ask("{\"format\": \"csv\"}", "once").text("id")).isEqualTo(made.text("id"));
    var address = EXPORTS + "/" + made.text("id");
    assertThat(backEnd.post(address + "/links").status()).as("not ready").isIn(409, 201);
    var ready = ready(address);
    assertThat(backEnd.get(EXPORTS).items())
        .extracting(row -> row.get("id"))
        .contains(ready.text("id"));
    var url = link(ready);
    var whole = fetch(url, Map.of());
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.headers().firstValue("ETag")).contains('"' + ready.text("sha256") + '"');
    var text = new String(whole.body(), UTF_8);
    assertThat(text).startsWith("sequence,number,").contains(",'=1+1500,").doesNotContain(",=1+");
    var length = whole.body().length;
    var rest = fetch(url, Map.of("Range", "bytes=" + (length - 100) + "-"));
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.headers().firstValue("Content-Range"))
        .contains("bytes %d-%d/%d".formatted(length - 100, length - 1, length));
    assertThat(text)
        .endsWith(new String(rest.body(), UTF_8))
        .isNotEqualTo(new String(rest.body(), UTF_8));
    assertThat(fetch(url, Map.of("Range", "bytes=" + length + "-")).statusCode()).isEqualTo(416);
    assertThat(new String(fetch(URI.create(url + "/manifest"), Map.of()).body(), UTF_8))
        .isEqualTo(backEnd.get(address + "/manifest").body());
    assertThat(backEnd.get("/api/v1/audit-events?type=audit_export_downloaded").items())
        .filteredOn(event -> event.toString().contains(ready.text("id")))
        .hasSize(2);
    assertThat(backEnd.get("/api/v1/audit-events?type=audit_export_ended").body())
        .contains(ready.text("sha256"));
    sql("UPDATE audit_export_link SET ends_at = eg_now() WHERE tenant_id = '%s'");
    assertThat(fetch(url, Map.of()).statusCode()).isEqualTo(410);
    assertThat(fetch(URI.create(url + "/manifest"), Map.of()).statusCode()).isEqualTo(410);
    assertThat(fetch(URI.create(url.toString().replaceFirst(".$", "")), Map.of()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void P14_another_tenants_export_is_as_unknown_as_none() {
    var theirs = ask("{}", "theirs").text("id");
    var other = new BackEnd(stack.base(), NewTenant.in(stack, "Another").key());
    for (var path : List.of("", "/manifest")) {
      var foreign = other.get(EXPORTS + "/" + theirs + path);
      var unknown = other.get(EXPORTS + "/" + UUID.randomUUID() + path);
      assertThat(foreign.status()).isEqualTo(404);
      assertThat(foreign.body()).isEqualTo(unknown.body());
    }
    var foreign = other.post(EXPORTS + "/" + theirs + "/links");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body())
        .isEqualTo(other.post(EXPORTS + "/" + UUID.randomUUID() + "/links").body());
    assertThat(other.get(EXPORTS).items()).isEmpty();
  }

  @Test
  void what_is_no_wish_is_refused() {
    for (var wish :
        List.of(
            "{\"format\": \"xlsx\"}",
            "{\"after\": 5, \"before\": 5}",
            "{\"after\": -1}",
            "{\"after\": 1, \"from\": \"2026-01-01T00:00:00Z\"}",
            "{\"from\": \"yesterday\"}",
            "{\"until\": \"0001-01-01T00:00:00Z\"}",
            "{\"all\": true}")) {
      assertThat(ask(wish, UUID.randomUUID().toString()).status()).as(wish).isEqualTo(422);
    }
  }

  private BackEnd.Answer ask(String wish, String key) {
    return backEnd.call(
        "POST",
        EXPORTS,
        request ->
            request
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "\"" + key + "\"")
                .method("POST", BodyPublishers.ofString(wish)));
  }

  private BackEnd.Answer ready(String address) {
    Until.holds(
        "the export is ready",
        Duration.ofSeconds(60),
        () -> {
          signHeads();
          return backEnd.get(address).text("state").equals("ready");
        });
    return backEnd.get(address);
  }

  private static String script(String page) {
    return SHELL.matcher(page).results().map(step -> step.group(1)).collect(Collectors.joining());
  }

  private URI link(BackEnd.Answer export) {
    var link = backEnd.post(EXPORTS + "/" + export.text("id") + "/links");
    assertThat(link.status()).as(link.body()).isEqualTo(201);
    return URI.create(link.text("url"));
  }

  /** Nobody waits a minute for a checkpoint. */
  private void signHeads() {
    sql(
        """
        UPDATE audit_sequencer SET unsigned_since = eg_now() - interval '2 minutes'
        WHERE tenant_id = '%s' AND linked > signed
        """);
  }

  private boolean isHeldOutside() {
    try {
      return Files.exists(stack.checkpoints())
          && Files.readString(stack.checkpoints()).contains(tenant.id().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Tool shell(String script) {
    return Tool.run(
        folder,
        Map.of(
            "EVERGRANT_URL",
            stack.base().toString(),
            "EVERGRANT_API_KEY",
            tenant.key().reveal(),
            // the verifier asks for a newer Java than may be the first on the machine's path
            "PATH",
            Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH")),
        Duration.ofSeconds(90),
        List.of("sh", "-c", script));
  }

  private static HttpResponse<byte[]> fetch(URI url, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
  }

  private void sql(String statement) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var running = connection.createStatement()) {
      running.execute(statement.formatted(tenant.id()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
