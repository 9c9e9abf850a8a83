package io.evergrant.bench;

import io.evergrant.testkit.Vault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The floor under every refresh: bare KV check-and-set writes, as fast as 16 connections bring them
 * to the same OpenBao. Each connection writes its own entry again and again.
 */
final class KvWrites {
  static final int CONNECTIONS = 16;

  private static final String FILLING = "x".repeat(600);

  private final Vault vault;

  KvWrites(Vault vault) {
    this.vault = vault;
  }

  /** Writes at least that many; says how many seconds it took for each. */
  double secondsPerWrite(int count) {
    var each = Math.max(1, count / CONNECTIONS);
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      var begin = System.nanoTime();
      var writers =
          IntStream.range(0, CONNECTIONS)
              .mapToObj(i -> threads.submit(() -> write(client, each)))
              .toList();
      for (var writer : writers) {
        writer.get();
      }
      return (System.nanoTime() - begin) / 1e9 / (each * (double) CONNECTIONS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A bare write failed", e);
    }
  }

  private Void write(HttpClient client, int count) throws IOException, InterruptedException {
    var path = "/v1/evergrant/data/" + UUID.randomUUID() + "/grants/bench/bare";
    for (var version = 0; version < count; version++) {
      var body =
          "{\"options\":{\"cas\":%d},\"data\":{\"v\":1,\"sealed\":\"%s\"}}"
              .formatted(version, FILLING);
      var request =
          HttpRequest.newBuilder(vault.address().resolve(path))
              .header("X-Vault-Token", vault.token())
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IOException("OpenBao answered a bare write with " + status);
      }
    }
    return null;
  }
}
