package io.evergrant.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The whole of a log of millions leaves: in each format as an export that is made and then fetched,
 * and as the stream that waits for nobody. In how much memory, how fast, and how soon comes the
 * first byte? The portal links the log itself before, which is measured too.
 */
class ExportBench {
  private static final int EVENTS = Integer.getInteger("evergrant.bench.events", 5_000_000);
  private static final int GRANTS = Integer.getInteger("evergrant.bench.all-grants", 100_000);
  private static final Duration PATIENCE = Duration.ofHours(2);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final String EXPORTS = "/api/v1/audit-exports";

  private final Report report = new Report("export");

  @Test
  void exports() throws IOException, SQLException, InterruptedException {
    var folder = Files.createTempDirectory("evergrant-bench");
    try (var stack = Stack.start(Stack.Plan.in(folder))) {
      var large = LargeLog.write(stack, GRANTS, EVENTS);
      report.keep(link(stack, large));
      large.vacuumLinks();
      measure(stack, large);
    } finally {
      PrivateFiles.wipe(folder);
    }
  }

  private static Carried link(Stack stack, LargeLog large) throws SQLException {
    var memory = Memory.of(stack.portal().process());
    var since = new Servers(stack).begin();
    large.letLink(PATIENCE);
    var load = since.end();
    return new Carried("linked", "and signed", EVENTS, 0, Double.NaN, load, memory.end());
  }

  private void measure(Stack stack, LargeLog large)
      throws IOException, SQLException, InterruptedException {
    var key = large.key(Visitor.signedIn(stack.base(), large.tenant().admins().getFirst()));
    var auditor = new BackEnd(stack.base(), key);
    // what the wishes themselves add to the log is not waited for
    var before = large.signed() + 1;
    for (var format : ExportFormat.values()) {
      var id = make(stack, auditor, format, before);
      fetch(stack, auditor, format, id);
    }
    var stream = stack.base().resolve("/api/v1/audit-events/export?before=" + before);
    var request = HttpRequest.newBuilder(stream).header("Authorization", "Bearer " + key.reveal());
    carry(stack, ExportFormat.JSONL, "streamed at once", EVENTS, request.build());
  }

  private String make(Stack stack, BackEnd auditor, ExportFormat format, long before)
      throws IOException {
    var memory = Memory.of(stack.portal().process());
    var since = new Servers(stack).begin();
    var wish = "{\"format\":\"%s\",\"before\":%d}".formatted(format.code(), before);
    var asked = auditor.post(EXPORTS, "application/json", wish.getBytes(UTF_8));
    if (asked.status() != 201) {
      throw new IllegalStateException("no export: " + asked.status() + " " + asked.body());
    }
    var path = EXPORTS + "/" + asked.text("id");
    if (!Until.within(PATIENCE, LOOK, () -> isOver(auditor, path))) {
      throw new IllegalStateException("Not made within " + PATIENCE + ": " + path);
    }
    var load = since.end();
    var made = auditor.get(path);
    var events = Long.parseLong(made.text("events"));
    var bytes = Long.parseLong(made.text("bytes"));
    report.keep(new Carried(format.code(), "made", events, bytes, Double.NaN, load, memory.end()));
    return path;
  }

  private static boolean isOver(BackEnd auditor, String path) {
    var state = auditor.get(path).text("state");
    if (state.equals("failed")) {
      throw new IllegalStateException("An export failed: " + path);
    }
    return state.equals("ready");
  }

  private void fetch(Stack stack, BackEnd auditor, ExportFormat format, String path)
      throws IOException, InterruptedException {
    var events = Long.parseLong(auditor.get(path).text("events"));
    var url = auditor.post(path + "/links").text("url");
    carry(stack, format, "fetched", events, HttpRequest.newBuilder(URI.create(url)).build());
  }

  private void carry(Stack stack, ExportFormat format, String how, long events, HttpRequest request)
      throws IOException, InterruptedException {
    var memory = Memory.of(stack.portal().process());
    var since = new Servers(stack).begin();
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var began = System.nanoTime();
      var answer = http.send(request, BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        var bytes = body.read() < 0 ? 0L : 1L;
        var first = (System.nanoTime() - began) / 1e6;
        bytes += body.transferTo(OutputStream.nullOutputStream());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException(how + " answered " + answer.statusCode());
        }
        var load = since.end();
        report.keep(new Carried(format.code(), how, events, bytes, first, load, memory.end()));
      }
    }
  }
}
