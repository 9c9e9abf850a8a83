package io.evergrant.bench;

import io.evergrant.bench.Herd.Latencies;
import java.util.List;
import net.minidev.json.JSONObject;

/**
 * One scenario's figures.
 *
 * @param providerMillis how long the provider waits before it answers
 * @param vaultCalls what OpenBao was asked while the grants were refreshed
 * @param bareWrites KV check-and-set writes a second, half of them before and half after
 * @param connections that brought them
 * @param chains bare sequential chains a second
 * @param load of the machine while the grants were refreshed
 * @param places refreshes that the node may have in flight
 */
record Measured(
    int providerMillis,
    Latencies latencies,
    AuditedCalls vaultCalls,
    double bareWrites,
    int connections,
    double chains,
    Load load,
    int places)
    implements Figures {
  double rate() {
    return latencies.renewed() / latencies.seconds();
  }

  /** Refreshes a second for each bare write a second. */
  double ratio() {
    return rate() / bareWrites;
  }

  double callsPerRefresh() {
    return vaultCalls.per(latencies.renewed());
  }

  /** CPU seconds for a thousand refreshes. */
  double cpuPerThousand(String server) {
    return load.perThousand(server, latencies.renewed());
  }

  /** Of all servers together. */
  double cpuPerThousand() {
    return load.perThousand(latencies.renewed());
  }

  /** With a provider that takes its time only the rate is of interest, and no aim is set for it. */
  @Override
  public List<Target> targets() {
    return providerMillis > 0
        ? List.of()
        : List.of(
            Target.atLeast("refreshes to bare KV writes", ratio(), 0.5),
            Target.atLeast("refreshes to bare chains", rate() / chains, 2.5),
            Target.atMost("Vault calls a refresh", callsPerRefresh(), 2.1),
            Target.atMost(
                "CPU of portal and PostgreSQL to OpenBao's",
                (cpuPerThousand("portal") + cpuPerThousand("PostgreSQL"))
                    / cpuPerThousand("OpenBao"),
                1));
  }

  @Override
  public String whatBinds() {
    return "%s; Vault calls a refresh: %s"
        .formatted(
            load.whatBinds(rate(), latencies.p50(), places),
            vaultCalls.inWords(latencies.renewed()));
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
    json.put("vault_calls_per_refresh_by_kind", vaultCalls.toJson(latencies.renewed()));
    json.put("bare_kv_writes_per_second", bareWrites);
    json.put("bare_kv_connections", connections);
    json.put("ratio_to_bare_kv_writes", ratio());
    json.put("bare_chains_per_second", chains);
    json.put("ratio_to_bare_chains", rate() / chains);
    json.put("load", load.toJson());
    var perThousand = new JSONObject();
    Servers.NAMES.forEach(
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
            .formatted(bareWrites, connections, ratio()));
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
