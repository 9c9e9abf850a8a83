package io.evergrant.bench;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

/**
 * How many access tokens does one node give in a second, and how far is that from reading and
 * opening the same entries in the same OpenBao with nothing in between? With and without the node's
 * memory, each beside bare reads of the same minute, both over the connections that suit them.
 */
class AccessBench {
  private static final Path FOLDER = Path.of("target/bench");
  private static final int GRANTS = 200;

  /** A container's way from socket to method and back is long: compiling it takes a minute. */
  private static final Duration WARM_UP =
      Duration.ofSeconds(Integer.getInteger("evergrant.bench.access.warmup", 90));

  private static final Duration WINDOW =
      Duration.ofSeconds(Integer.getInteger("evergrant.bench.access.window", 10));
  private static final int ROUNDS = 2;

  /** The best of each counts: callers of one moment share what is asked, and bare reads do not. */
  private static final List<Integer> CONNECTIONS = List.of(16, 32, 64);

  /** Where a call asks for tokens of so many grants. */
  private static final int TOGETHER = 50;

  private static final List<Integer> FEW_CONNECTIONS = List.of(2, 4, 8);

  /** What a single back end waits for a token that is there: one call after the other. */
  private static final int ALONE = 3_000;

  /** The same where it asks fifty times a second: what sleeps between has to be woken. */
  private static final int PACED = 1_500;

  private static final Duration PACE = Duration.ofMillis(20);

  private static final double AIM_MILLIS = 5;

  @Test
  void reads() throws IOException, SQLException {
    var json = new JSONObject();
    for (var remembered : new int[] {0, 10_000}) {
      json.put(remembered == 0 ? "without_memory" : "with_memory", measure(remembered));
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve("access.json"), json.toJSONString());
    }
  }

  private static JSONObject measure(int remembered) throws IOException, SQLException {
    var folder = Files.createTempDirectory("evergrant-bench");
    var environment =
        Map.of(
            "EVERGRANT_API_RATE", "100000", "EVERGRANT_TOKEN_CACHE", Integer.toString(remembered));
    try (var stack = Stack.start(Stack.Plan.in(folder, environment));
        var herd = new Herd(stack)) {
      // a day: nothing falls due a second time while this runs
      stack.provider().settings("reads", Map.of("access_life_s", 86_400));
      herd.grow("reads", GRANTS);
      herd.makeDue();
      Herd.await("all have tokens", Duration.ofMinutes(3), () -> herd.isRefreshed(GRANTS, 1));
      return measure(stack, herd, remembered);
    } finally {
      PrivateFiles.wipe(folder);
    }
  }

  private static JSONObject measure(Stack stack, Herd herd, int remembered) throws SQLException {
    var bare = new BareReads(stack.stores().vault(), herd);
    var portal = new PortalReads(stack, herd.grants());
    bare.perSecond(CONNECTIONS.getLast(), WARM_UP.dividedBy(4));
    portal.perSecond(CONNECTIONS.getLast(), WARM_UP);
    var servers = new Servers(stack);
    var json = new JSONObject();
    var best = 0.0;
    var bestBare = 0.0;
    for (var connections : CONNECTIONS) {
      var found = new Rates(connections, bare, portal, servers);
      json.put("at_" + connections, found.told());
      best = Math.max(best, found.portal);
      bestBare = Math.max(bestBare, found.bare);
    }
    var ratio = best / bestBare;
    json.put("ratio", rounded(ratio));
    portal.perSecond(FEW_CONNECTIONS.getLast(), WARM_UP.dividedBy(4), TOGETHER);
    var bestTogether = 0.0;
    for (var connections : FEW_CONNECTIONS) {
      var before = servers.cpu();
      var rate = portal.perSecond(connections, WINDOW, TOGETHER);
      var told = perRead(servers.cpuSince(before), rate);
      told.put("reads_a_second", Math.round(rate));
      json.put("together_at_" + connections, told);
      bestTogether = Math.max(bestTogether, rate);
    }
    var ratioTogether = bestTogether / bestBare;
    json.put("ratio_together", rounded(ratioTogether));
    // what the many left behind would be linked meanwhile
    Herd.await("all is linked", Duration.ofMinutes(5), herd::isLinked);
    put(json, "bare_alone", Quantiles.of(bare.alone(ALONE, Duration.ZERO)));
    put(json, "bare_paced", Quantiles.of(bare.alone(PACED, PACE)));
    var alone = Quantiles.of(portal.alone(ALONE, Duration.ZERO));
    var paced = Quantiles.of(portal.alone(PACED, PACE));
    put(json, "alone", alone);
    put(json, "paced", paced);
    var aimed = remembered == 0 ? 0.9 : 5 * 0.9;
    var aims =
        List.of(
            Target.atLeast("best reads to best bare reads", ratio, aimed),
            Target.atLeast("the same, fifty in a call", ratioTogether, aimed),
            Target.atMost("p99 alone, ms", alone.at(0.99), AIM_MILLIS),
            Target.atMost("p99 at 50 a second, ms", paced.at(0.99), AIM_MILLIS));
    aims.stream()
        .filter(Target::isMissed)
        .forEach(target -> System.out.println("missed: " + target.inWords()));
    System.out.println("remembering " + remembered + ": " + json.toJSONString());
    return json;
  }

  private static void put(JSONObject json, String what, Quantiles millis) {
    json.put(what + "_p50_ms", rounded(millis.at(0.5)));
    json.put(what + "_p99_ms", rounded(millis.at(0.99)));
  }

  /** What each server spent on a read. */
  private static JSONObject perRead(Map<String, Double> spent, double readsPerSecond) {
    var reads = readsPerSecond * WINDOW.toMillis() / 1_000;
    var told = new JSONObject();
    spent.forEach(
        (server, seconds) -> told.put("cpu_ms_a_read_" + server, rounded(1_000 * seconds / reads)));
    return told;
  }

  private static double rounded(double value) {
    return Math.round(100 * value) / 100.0;
  }

  /** Reads a second, bare ones and the portal's in turns, over so many connections. */
  private static final class Rates {
    private final double bare;
    private final double portal;
    private final JSONObject told = new JSONObject();

    Rates(int connections, BareReads bareReads, PortalReads portalReads, Servers servers) {
      var bareSum = 0.0;
      var portalSum = 0.0;
      Map<String, Double> spent = Map.of();
      var rate = 0.0;
      for (var round = 0; round < ROUNDS; round++) {
        bareSum += bareReads.perSecond(connections, WINDOW);
        var before = servers.cpu();
        rate = portalReads.perSecond(connections, WINDOW);
        spent = servers.cpuSince(before);
        portalSum += rate;
      }
      bare = bareSum / ROUNDS;
      portal = portalSum / ROUNDS;
      told.put("bare_reads_a_second", Math.round(bare));
      told.put("reads_a_second", Math.round(portal));
      told.putAll(perRead(spent, rate));
    }

    JSONObject told() {
      return told;
    }
  }
}
