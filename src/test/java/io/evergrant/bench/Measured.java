package io.evergrant.bench;

import io.evergrant.bench.Herd.Latencies;
import java.util.Comparator;
import java.util.Map;
import net.minidev.json.JSONObject;

/**
 * One scenario's figures.
 *
 * @param providerMillis how long the provider waits before it answers
 * @param vaultCalls requests in OpenBao's audit log while the grants were refreshed
 * @param bareWrites KV check-and-set writes a second, half of them before and half after
 * @param chains bare sequential chains a second
 * @param cpu seconds by server; NaN where it was not measured
 */
record Measured(
    int providerMillis,
    Latencies latencies,
    long vaultCalls,
    double bareWrites,
    double chains,
    Map<String, Double> cpu)
    implements Figures {
  Measured {
    cpu = Map.copyOf(cpu);
  }

  double rate() {
    return latencies.renewed() / latencies.seconds();
  }

  /** Refreshes a second for each bare write a second. */
  double ratio() {
    return rate() / bareWrites;
  }

  double callsPerRefresh() {
    return vaultCalls / (double) latencies.renewed();
  }

  /** CPU seconds for a thousand refreshes. */
  double cpuPerThousand(String server) {
    return cpu.getOrDefault(server, Double.NaN) * 1000 / latencies.renewed();
  }

  /** Of all servers together. */
  double cpuPerThousand() {
    return Servers.NAMES.stream().mapToDouble(this::cpuPerThousand).sum();
  }

  /** How busy the servers kept the machine's cores while the grants were refreshed: 1 is all. */
  double busy() {
    var seconds = cpu.values().stream().mapToDouble(Double::doubleValue).sum();
    return seconds / latencies.seconds() / Runtime.getRuntime().availableProcessors();
  }

  String whatBinds() {
    var dearest =
        Servers.NAMES.stream()
            .max(Comparator.comparingDouble((String name) -> cpuPerThousand(name)))
            .orElseThrow();
    return """
    The servers kept %.0f %% of the cores busy, the provider and this bench some more; the dearest is %s.
    """
        .formatted(100 * busy(), dearest);
  }

  @Override
  public JSONObject toJson() {
    var json = new JSONObject();
    json.put("scenario", "all due at once");
    json.put("provider_ms", providerMillis);
    json.put("grants", latencies.renewed());
    json.put("attempts", latencies.attempts());
    json.put("seconds", latencies.seconds());
    json.put("refreshes_per_second", rate());
    json.put("p50_ms", latencies.p50());
    json.put("p99_ms", latencies.p99());
    json.put("p50_from_sent_ms", latencies.sentP50());
    json.put("vault_calls_per_refresh", callsPerRefresh());
    json.put("bare_kv_writes_per_second", bareWrites);
    json.put("ratio_to_bare_kv_writes", ratio());
    json.put("bare_chains_per_second", chains);
    json.put("ratio_to_bare_chains", rate() / chains);
    json.put("cores_busy", busy());
    var perThousand = new JSONObject();
    cpu.keySet()
        .forEach(
            server -> {
              var seconds = cpuPerThousand(server);
              perThousand.put(server, Double.isNaN(seconds) ? null : seconds);
            });
    json.put("cpu_seconds_per_1000_refreshes", perThousand);
    return json;
  }

  @Override
  public String inWords() {
    var text = new StringBuilder();
    text.append("provider at %d ms, %d grants%n".formatted(providerMillis, latencies.renewed()));
    text.append("  refreshes per second      %.0f%n".formatted(rate()));
    text.append(
        "  claim to commit           p50 %.0f ms, p99 %.0f ms (p50 from the request on: %.0f ms)%n"
            .formatted(latencies.p50(), latencies.p99(), latencies.sentP50()));
    text.append("  Vault calls per refresh   %.2f%n".formatted(callsPerRefresh()));
    text.append(
        "  bare KV writes per second %.0f (%d connections); ratio %.2f%n"
            .formatted(bareWrites, KvWrites.CONNECTIONS, ratio()));
    text.append(
        "  bare chains per second    %.0f (one after the other); ratio %.2f%n"
            .formatted(chains, rate() / chains));
    for (var server : Servers.NAMES) {
      var seconds = cpuPerThousand(server);
      text.append(
          "  CPU s per 1,000, %-10s %s%n"
              .formatted(
                  server, Double.isNaN(seconds) ? "not measured" : "%.2f".formatted(seconds)));
    }
    return text.toString();
  }
}
