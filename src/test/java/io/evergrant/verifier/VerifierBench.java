package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the verifier is that auditors run: the JAR, as a program of its own that is given one
 * core, over one export with a checkpoint after every thousand events and all of them held outside.
 * Its start counts.
 */
class VerifierBench {
  private static final Path FOLDER = Path.of("target/bench");
  private static final int EVENTS = Integer.getInteger("evergrant.bench.verified", 1_000_000);
  private static final int ROUNDS = Integer.getInteger("evergrant.bench.rounds", 10);
  private static final int A_CHECKPOINT = 1_000;
  private static final double AIM = 300_000;

  @Test
  void one_core(@TempDir Path folder) throws IOException, InterruptedException {
    var key = Log.newKey();
    var log = Log.of(key, new Random(1), EVENTS, A_CHECKPOINT);
    var export = folder.resolve("export.jsonl");
    Files.write(export, log.export(0, null), UTF_8);
    var outside = folder.resolve("checkpoints.jsonl");
    Files.write(outside, log.outside.stream().map(Lines.Signed::line).toList(), UTF_8);
    var keys = folder.resolve("keys");
    Files.writeString(keys, Base64.getEncoder().encodeToString(Log.raw(key)));
    var rates = new ArrayList<Double>();
    for (var i = 0; i < ROUNDS; i++) {
      var begin = System.nanoTime();
      verify(List.of("--key", keys.toString(), "--checkpoints", outside.toString(), "" + export));
      rates.add(EVENTS * 1e9 / (System.nanoTime() - begin));
    }
    rates.sort(null);
    report(rates, Files.size(export));
  }

  private static void verify(List<String> arguments) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("taskset", "-c", "0"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-jar", "target/evergrant-verifier.jar"));
    line.addAll(arguments);
    var program = new ProcessBuilder(line).redirectErrorStream(true).start();
    var said = new String(program.getInputStream().readAllBytes(), UTF_8);
    assertThat(program.waitFor()).as(said).isZero();
  }

  private static void report(List<Double> rates, long bytes) throws IOException {
    var median = rates.get(rates.size() / 2);
    var json = new JSONObject();
    json.put("events", EVENTS);
    json.put("bytes", bytes);
    json.put("events_per_second", rates);
    json.put("missed", median < AIM);
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("verifier.json"), json.toJSONString());
    System.out.printf(
        """
        the verifier on one core, %d times over %d events of %d bytes each
          events a second   median %.0f, %.0f to %.0f%s
        """,
        rates.size(),
        EVENTS,
        bytes / EVENTS,
        median,
        rates.getFirst(),
        rates.getLast(),
        median < AIM ? "\n  missed: aimed at %.0f".formatted(AIM) : "");
  }
}
