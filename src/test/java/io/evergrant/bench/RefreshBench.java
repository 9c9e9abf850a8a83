package io.evergrant.bench;

import static io.evergrant.bench.Even.Aim.LAG;
import static io.evergrant.bench.Even.Aim.OWN_TIME;

import io.evergrant.testkit.Stack;
import io.evergrant.usecase.refresh.RefreshSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How fast does one node refresh, what does it cost, how punctual is it, and how far is that from
 * what the same OpenBao and PostgreSQL could do at best? Everything is measured side by side in one
 * run: only the ratios mean something on another machine.
 */
class RefreshBench {
  private static final Path FOLDER = Path.of("target/bench");
  private static final int GRANTS = Integer.getInteger("evergrant.bench.grants", 2_000);

  /** Rounds before one is measured: they compile the portal's code and fill its cache. */
  private static final int WARM_UP = Integer.getInteger("evergrant.bench.warmup", 3);

  private static final int BACKLOG = Integer.getInteger("evergrant.bench.backlog", 20_000);
  private static final int ALLOWED = 40;
  private static final Duration WINDOW =
      Duration.ofSeconds(Integer.getInteger("evergrant.bench.window", 120));

  /** That many grants due evenly over an hour. */
  private static final int HOUR = 100_000;

  /** Few enough that CPU does not bind before they do. */
  private static final List<Integer> FEW = List.of(4, 8);

  private final Stack stack = Stack.shared();
  private final Servers servers = new Servers(stack);
  private final KvWrites bare = new KvWrites(stack.stores().vault());
  private final List<Figures> found = new ArrayList<>();

  private KvWrites.@Nullable Sweep sweep;

  @Test
  void refreshes() throws IOException, SQLException {
    sweep = bare.sweep(Math.max(400, GRANTS / 2));
    System.out.print(sweep.inWords());
    var connections = sweep.best();
    var near = allAtOnce("near", 0, GRANTS, connections);
    allAtOnce("far", 100, GRANTS, connections);
    for (var places : FEW) {
      keep(new Bounded(places, 100, Duration.ofSeconds(20)).measure());
    }
    var half = near.rate() / 2;
    var halfWindow = WINDOW.dividedBy(2);
    keep(new Even("at half of the rate", half, 200, 0, halfWindow, OWN_TIME).measure(stack));
    keep(
        new Even("100,000 in an hour", HOUR / 3600.0, 0, HOUR - onTheWay(), WINDOW, LAG)
            .measure(stack));
    keep(new Backlog(BACKLOG, ALLOWED).measure(stack));
    report();
  }

  private static int onTheWay() {
    return (int) (HOUR / 3600.0 * WINDOW.toSeconds());
  }

  private Measured allAtOnce(String mode, int providerMillis, int count, int connections)
      throws IOException, SQLException {
    // a day: nothing falls due a second time while this runs
    stack.provider().settings(mode, Map.of("access_life_s", 86_400));
    if (providerMillis > 0) {
      stack.provider().fault(Map.of("kind", "none", "mode", mode, "before_ms", providerMillis));
    }
    try (var herd = new Herd(stack)) {
      herd.grow(mode, count);
      for (var round = 1; round <= WARM_UP; round++) {
        refreshAll(herd, count, round);
      }
      var before = bare.secondsPerWrite(connections, count / 2);
      var calls = vaultCalls();
      var since = servers.begin();
      refreshAll(herd, count, WARM_UP + 1);
      var load = since.end();
      var asked = vaultCalls().since(calls);
      var after = bare.secondsPerWrite(connections, count / 2);
      var chain = new BareChain(herd).secondsPerChain(Math.max(50, count / 10));
      var one =
          new Measured(
              providerMillis,
              herd.latencies(),
              asked,
              2 / (before + after),
              connections,
              1 / chain,
              load,
              RefreshSettings.DEFAULT.concurrency());
      keep(one);
      if (providerMillis == 0) {
        keep(new JournalShare(stack, herd).measure(herd.grants(), one.cpuPerThousand()));
      }
      return one;
    }
  }

  private static void refreshAll(Herd herd, int count, int round) throws SQLException {
    herd.makeDue();
    Herd.await("all are refreshed", Duration.ofMinutes(10), () -> herd.isRefreshed(count, round));
  }

  private AuditedCalls vaultCalls() {
    return AuditedCalls.in(stack.stores().bao().auditLog());
  }

  private void keep(Figures figures) throws IOException {
    found.add(figures);
    System.out.println(figures.inWords() + figures.missed());
    write();
  }

  /** After each scenario: whoever ends a long run early keeps what was measured. */
  private void write() throws IOException {
    var scenarios = new JSONArray();
    for (var one : found) {
      var told = one.toJson();
      told.put("missed", one.missed().strip());
      scenarios.add(told);
    }
    var json = new JSONObject();
    json.put("machine", Report.machine());
    if (sweep != null) {
      json.put("bare_kv_writes_per_second_by_connections", sweep.toJson());
    }
    json.put("scenarios", scenarios);
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("refresh.json"), json.toJSONString());
  }

  private void report() throws IOException {
    var bursts = found.stream().filter(Measured.class::isInstance).map(Measured.class::cast);
    Files.writeString(FOLDER.resolve("refresh.svg"), Chart.of(bursts.toList()));
    System.out.println(Report.machine());
    found.forEach(one -> System.out.println(one.inWords() + one.missed()));
  }
}
