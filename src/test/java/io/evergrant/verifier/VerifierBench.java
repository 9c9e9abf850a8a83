package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.verifier.LargeLog.Export;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the verifier is that auditors run: the JAR, as a program of its own that is given one
 * core, over one export with a checkpoint after every thousand events and all of them held outside.
 * Its start counts, which weighs more in the shorter of two exports.
 */
class VerifierBench {
  private static final Path FOLDER = Path.of("target/bench");
  private static final int EVENTS = Integer.getInteger("evergrant.bench.verified", 5_000_000);
  private static final int ROUNDS = Integer.getInteger("evergrant.bench.rounds", 10);
  private static final int A_CHECKPOINT = 1_000;
  private static final double AIM = 300_000;

  /** How often an export was verified, and how fast. */
  private record Measured(int events, long bytes, List<Double> rates) {
    double median() {
      return rates.get(rates.size() / 2);
    }
  }

  @Test
  void one_core(@TempDir Path folder) throws IOException, InterruptedException {
    var all = new ArrayList<Measured>();
    for (var events : List.of(EVENTS / 5, EVENTS)) {
      all.add(measure(events, new LargeLog().write(folder, events, A_CHECKPOINT)));
    }
    report(all);
  }

  private static Measured measure(int events, Export export)
      throws IOException, InterruptedException {
    var rates = new ArrayList<Double>();
    for (var i = 0; i < ROUNDS; i++) {
      var begin = System.nanoTime();
      verify(export);
      rates.add(events * 1e9 / (System.nanoTime() - begin));
    }
    rates.sort(null);
    return new Measured(events, Files.size(export.export()), rates);
  }

  private static void verify(Export export) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("taskset", "-c", "0"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-jar", "target/evergrant-verifier.jar", "--key", "" + export.keys()));
    line.addAll(List.of("--checkpoints", "" + export.checkpoints(), "" + export.export()));
    var program = new ProcessBuilder(line).redirectErrorStream(true).start();
    var said = new String(program.getInputStream().readAllBytes(), UTF_8);
    assertThat(program.waitFor()).as(said).isZero();
  }

  private static void report(List<Measured> all) throws IOException {
    var rows = new JSONArray();
    for (var one : all) {
      var row = new JSONObject();
      row.put("events", one.events());
      row.put("bytes", one.bytes());
      row.put("events_per_second", one.rates());
      row.put("missed", one.median() < AIM);
      rows.add(row);
      System.out.printf(
          """
          the verifier on one core, %d times over %d events of %d bytes each
            events a second   median %.0f, %.0f to %.0f%s
          """,
          one.rates().size(),
          one.events(),
          one.bytes() / one.events(),
          one.median(),
          one.rates().getFirst(),
          one.rates().getLast(),
          one.median() < AIM ? "\n  missed: aimed at %.0f".formatted(AIM) : "");
    }
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("verifier.json"), rows.toJSONString());
  }
}
