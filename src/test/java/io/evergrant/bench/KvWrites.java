package io.evergrant.bench;

import io.evergrant.testkit.Vault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.minidev.json.JSONObject;

/**
 * The floor under every refresh: bare KV check-and-set writes, as fast as some connections bring
 * them to the same OpenBao. Each connection writes its own entry again and again. How many
 * connections are best is found out first: too few leave it idle, too many make it switch.
 */
final class KvWrites {
  private static final List<Integer> SWEEP = List.of(4, 8, 16, 32);
  private static final int ROUNDS = 2;
  private static final String FILLING = "x".repeat(600);

  private final Vault vault;

  KvWrites(Vault vault) {
    this.vault = vault;
  }

  /** Tries each number of connections, in turns, and keeps the best. */
  Sweep sweep(int count) {
    for (var connections : SWEEP) {
      secondsPerWrite(connections, count / 4);
    }
    var seconds = new TreeMap<Integer, Double>();
    for (var round = 0; round < ROUNDS; round++) {
      for (var connections : SWEEP) {
        seconds.merge(connections, secondsPerWrite(connections, count) / ROUNDS, Double::sum);
      }
    }
    var perSecond = new TreeMap<Integer, Double>();
    seconds.forEach((connections, each) -> perSecond.put(connections, 1 / each));
    return new Sweep(perSecond);
  }

  /** Bare writes a second by the number of connections. */
  record Sweep(SortedMap<Integer, Double> perSecond) {
    Sweep {
      perSecond = Collections.unmodifiableSortedMap(new TreeMap<>(perSecond));
    }

    int best() {
      return perSecond.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    String inWords() {
      var all =
          perSecond.entrySet().stream()
              .map(one -> "%d: %.0f".formatted(one.getKey(), one.getValue()))
              .toList();
      return "bare KV writes a second by connections: %s; the best, %d, is used below%n"
          .formatted(String.join(", ", all), best());
    }

    JSONObject toJson() {
      var json = new JSONObject();
      perSecond.forEach((connections, rate) -> json.put(Integer.toString(connections), rate));
      return json;
    }
  }

  /** Writes at least that many; says how many seconds it took for each. */
  double secondsPerWrite(int connections, int count) {
    var each = Math.max(1, count / connections);
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var threads = Executors.newFixedThreadPool(connections)) {
      var begin = System.nanoTime();
      var writers =
          IntStream.range(0, connections)
              .mapToObj(i -> threads.submit(() -> write(client, each)))
              .toList();
      for (var writer : writers) {
        writer.get();
      }
      return (System.nanoTime() - begin) / 1e9 / (each * (double) connections);
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
