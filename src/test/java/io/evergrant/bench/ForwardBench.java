package io.evergrant.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.Zeros;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

/**
 * Bodies of ten gigabytes through {@code forward}: up to the provider's API, down from it, and both
 * at once. How fast, and in how much memory? Caller and provider are in this JVM, and the provider
 * hashes all that passes: a rate is that of all of them on one machine.
 */
class ForwardBench {
  private static final String MODE = "bench-forward";
  private static final long BYTES = Long.getLong("evergrant.bench.forward", 10_000_000_000L);

  /** Compiles what a body passes through. */
  private static final long WARM_UP = Math.min(BYTES, 200_000_000L);

  private final Stack stack = Stack.shared();
  private final Report report = new Report("forward");
  private String api = "";

  @Test
  void streams() throws IOException, InterruptedException {
    api = api();
    up(WARM_UP);
    down(WARM_UP);
    measure("up", BYTES, () -> up(BYTES));
    measure("down", BYTES, () -> down(BYTES));
    measure("up and down at once", 2 * BYTES, this::both);
  }

  private String api() {
    var demo = stack.provider();
    demo.settings(MODE, Map.of("access_life_s", 86_400));
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    var provider = admin.registerDemo("With an API for large bodies", demo, MODE);
    register(provider);
    var grant = admin.connect(provider, demo, "ada");
    return "/api/v1/grants/%s/forward/%s/api/%s/"
        .formatted(grant, demo.base().getAuthority(), MODE);
  }

  private void register(UUID provider) {
    var hosts = "{\"hosts\":[\"" + stack.provider().base() + "\"]}";
    var answer =
        new BackEnd(stack.base(), stack.seed().acme().apiKey())
            .call(
                "PUT",
                "/api/v1/providers/" + provider + "/api-hosts",
                request ->
                    request
                        .header("Content-Type", "application/json")
                        .method("PUT", BodyPublishers.ofByteArray(hosts.getBytes(UTF_8))));
    if (answer.status() != 200) {
      throw new IllegalStateException("no API: " + answer.status() + " " + answer.body());
    }
  }

  private void measure(String way, long bytes, Passage passage)
      throws IOException, InterruptedException {
    var memory = Memory.of(stack.portal().process());
    var since = new Servers(stack).begin();
    passage.run();
    var load = since.end();
    report.keep(new Found(way, bytes, load, memory.end()));
  }

  private void up(long bytes) throws IOException, InterruptedException {
    try (var http = client()) {
      var answer =
          http.send(
              request("sink").PUT(BodyPublishers.ofInputStream(() -> new Zeros(bytes))).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().matches(".*\"bytes\":" + bytes + "[,}].*")) {
        throw new IllegalStateException("not all came: " + answer.statusCode() + answer.body());
      }
    }
  }

  private void down(long bytes) throws IOException, InterruptedException {
    try (var http = client()) {
      var answer = http.send(request("source?" + bytes).build(), BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        var came = body.transferTo(OutputStream.nullOutputStream());
        if (answer.statusCode() != 200 || came != bytes) {
          throw new IllegalStateException("not all came: " + answer.statusCode() + " " + came);
        }
      }
    }
  }

  private void both() throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var up =
          threads.submit(
              () -> {
                up(BYTES);
                return true;
              });
      var down =
          threads.submit(
              () -> {
                down(BYTES);
                return true;
              });
      up.get();
      down.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a body did not pass", e);
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private HttpRequest.Builder request(String what) {
    return HttpRequest.newBuilder(stack.base().resolve(api + what))
        .header("Authorization", "Bearer " + stack.seed().acme().apiKey().reveal());
  }

  /** Sends, and waits until all has come. */
  private interface Passage {
    void run() throws IOException, InterruptedException;
  }

  /**
   * What came out.
   *
   * @param bytes of all bodies together
   */
  private record Found(String way, long bytes, Load load, Memory.Kept memory) implements Figures {
    private double megabytesPerSecond() {
      return bytes / 1e6 / load.seconds();
    }

    @Override
    public List<Target> targets() {
      return List.of(memory.constant());
    }

    @Override
    public String whatBinds() {
      return load.inWords();
    }

    @Override
    public JSONObject toJson() {
      var json = new JSONObject();
      json.put("scenario", "forward, " + way);
      json.put("bytes", bytes);
      json.put("megabytes_per_second", megabytesPerSecond());
      json.put("memory", memory.toJson());
      json.put("load", load.toJson());
      return json;
    }

    @Override
    public String inWords() {
      return """
      forward, %s: %.2f GB
        megabytes a second        %.0f (%s)
      %s\
      """
          .formatted(way, bytes / 1e9, megabytesPerSecond(), load.inWords(), memory.inWords());
    }
  }
}
