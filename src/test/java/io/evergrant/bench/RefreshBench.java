package io.evergrant.bench;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.Until;
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
 * Many grants fall due at once. How fast does one node refresh them, what does it cost, and how far
 * is that from what OpenBao alone could write?
 */
class RefreshBench {
  private static final Path FOLDER = Path.of("target/bench");
  private static final int GRANTS = Integer.getInteger("evergrant.bench.grants", 2_000);

  /** Bare writes before anything is measured. */
  private static final int WARM_UP = Math.max(100, GRANTS / 4);

  private final Stack stack = Stack.shared();
  private final Servers servers = new Servers(stack);
  private final KvWrites bare = new KvWrites(stack.stores().vault());

  @Test
  void refreshes_of_grants_that_are_all_due_at_once() throws IOException, SQLException {
    bare.secondsPerWrite(WARM_UP);
    var all = List.of(measure("near", 0, GRANTS), measure("far", 100, GRANTS));
    report(all);
  }

  private Measured measure(String mode, int providerMillis, int count) throws SQLException {
    // an hour: nothing falls due a second time while this runs
    stack.provider().settings(mode, Map.of("access_life_s", 3600));
    if (providerMillis > 0) {
      stack.provider().fault(Map.of("kind", "none", "mode", mode, "before_ms", providerMillis));
    }
    try (var herd = new Herd(stack)) {
      herd.grow(mode, count);
      // the first round is not counted: it compiles the portal's code and finds no ciphertext kept
      refreshAll(herd, count, 1);
      var before = bare.secondsPerWrite(count / 2);
      var calls = vaultCalls();
      var cpu = servers.cpu();
      refreshAll(herd, count, 2);
      var spent = servers.cpuSince(cpu);
      var asked = vaultCalls() - calls;
      var after = bare.secondsPerWrite(count / 2);
      return new Measured(providerMillis, herd.latencies(), asked, 2 / (before + after), spent);
    }
  }

  private static void refreshAll(Herd herd, int count, int round) throws SQLException {
    herd.makeDue();
    var patience = Duration.ofMinutes(10);
    // asked seldom: counting costs the same PostgreSQL
    if (!Until.within(patience, Duration.ofSeconds(1), () -> herd.isRefreshed(count, round))) {
      throw new IllegalStateException("Not all were refreshed within " + patience);
    }
  }

  /** Every request has a line in OpenBao's audit log before it is served. */
  private long vaultCalls() {
    try (var lines = Files.lines(stack.stores().bao().auditLog())) {
      return lines.filter(line -> line.contains("\"type\":\"request\"")).count();
    } catch (IOException e) {
      throw new IllegalStateException("OpenBao's audit log could not be read", e);
    }
  }

  private static void report(List<Measured> all) throws IOException {
    var machine =
        "%d cores, JDK %s, %s %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    var scenarios = new JSONArray();
    var words = new ArrayList<String>(List.of(machine));
    for (var one : all) {
      scenarios.add(one.toJson());
      words.add(one.inWords());
    }
    var json = new JSONObject();
    json.put("machine", machine);
    json.put("scenarios", scenarios);
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("refresh.json"), json.toJSONString());
    Files.writeString(FOLDER.resolve("refresh.svg"), Chart.of(all));
    System.out.println(String.join(System.lineSeparator(), words));
  }
}
