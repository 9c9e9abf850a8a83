package io.evergrant.bench;

import io.evergrant.testkit.Stack;
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

  private final Stack stack = Stack.shared();
  private final Servers servers = new Servers(stack);
  private final KvWrites bare = new KvWrites(stack.stores().vault());
  private final List<Figures> found = new ArrayList<>();

  @Test
  void refreshes() throws IOException, SQLException {
    bare.secondsPerWrite(Math.max(100, GRANTS / 4));
    var near = allAtOnce("near", 0, GRANTS);
    allAtOnce("far", 100, GRANTS);
    var half = near.rate() / 2;
    keep(new Even("at half of the rate", half, 200, 0, WINDOW.dividedBy(2)).measure(stack));
    keep(
        new Even("100,000 in an hour", HOUR / 3600.0, 0, HOUR - onTheWay(), WINDOW).measure(stack));
    keep(new Backlog(BACKLOG, ALLOWED).measure(stack));
    report(near);
  }

  private static int onTheWay() {
    return (int) (HOUR / 3600.0 * WINDOW.toSeconds());
  }

  private Measured allAtOnce(String mode, int providerMillis, int count)
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
      var before = bare.secondsPerWrite(count / 2);
      var calls = vaultCalls();
      var cpu = servers.cpu();
      refreshAll(herd, count, WARM_UP + 1);
      var spent = servers.cpuSince(cpu);
      var asked = vaultCalls() - calls;
      var after = bare.secondsPerWrite(count / 2);
      var chain = new BareChain(herd).secondsPerChain(Math.max(50, count / 10));
      var one =
          new Measured(
              providerMillis, herd.latencies(), asked, 2 / (before + after), 1 / chain, spent);
      keep(one);
      if (providerMillis == 0) {
        var share = new JournalShare(stack, herd);
        keep(share.measure(herd.grants(), one.latencies().sentP50(), one.cpuPerThousand()));
      }
      return one;
    }
  }

  private static void refreshAll(Herd herd, int count, int round) throws SQLException {
    herd.makeDue();
    Herd.await("all are refreshed", Duration.ofMinutes(10), () -> herd.isRefreshed(count, round));
  }

  /** Every request has a line in OpenBao's audit log before it is served. */
  private long vaultCalls() {
    try (var lines = Files.lines(stack.stores().bao().auditLog())) {
      return lines.filter(line -> line.contains("\"type\":\"request\"")).count();
    } catch (IOException e) {
      throw new IllegalStateException("OpenBao's audit log could not be read", e);
    }
  }

  private void keep(Figures figures) throws IOException {
    found.add(figures);
    System.out.println(figures.inWords());
    write();
  }

  /** After each scenario: whoever ends a long run early keeps what was measured. */
  private void write() throws IOException {
    var scenarios = new JSONArray();
    found.forEach(one -> scenarios.add(one.toJson()));
    var json = new JSONObject();
    json.put("machine", machine());
    json.put("scenarios", scenarios);
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("refresh.json"), json.toJSONString());
  }

  private void report(Measured near) throws IOException {
    var bursts = found.stream().filter(Measured.class::isInstance).map(Measured.class::cast);
    Files.writeString(FOLDER.resolve("refresh.svg"), Chart.of(bursts.toList()));
    System.out.println(machine());
    found.forEach(one -> System.out.println(one.inWords()));
    System.out.println(near.whatBinds());
  }

  private static String machine() {
    return "%d cores, JDK %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
