package io.evergrant.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM keeps while something runs: the heap that is left after a full collection, which
 * {@code jcmd} asks for, and what the process has in memory. Looked at often in the beginning and
 * more seldom the longer it lasts, because a collection halts what is measured.
 */
final class Memory {
  private static final Pattern USED = Pattern.compile(" used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** Of the time so far that passes before the next look. */
  private static final int SHARE = 40;

  private final Child server;
  private final long began = System.nanoTime();
  private final List<Look> looks = new ArrayList<>();
  private final Thread watch;
  private @Nullable RuntimeException failure;

  private Memory(Child server) {
    this.server = server;
    this.watch = Thread.ofPlatform().daemon().name("memory").unstarted(this::watch);
  }

  /** Begins to look. */
  static Memory of(Child server) {
    var memory = new Memory(server);
    memory.looks.add(memory.look());
    memory.watch.start();
    return memory;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(pause());
        looks.add(look());
      }
    } catch (InterruptedException e) {
      // it is over
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private Duration pause() {
    var share = Duration.ofNanos(System.nanoTime() - began).dividedBy(SHARE);
    var millis = Math.clamp(share.toMillis(), SHORTEST.toMillis(), LONGEST.toMillis());
    return Duration.ofMillis(millis);
  }

  /** Looks a last time. */
  Kept end() {
    watch.interrupt();
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
    if (failure != null) {
      throw failure;
    }
    looks.add(look());
    return new Kept(List.copyOf(looks));
  }

  private Look look() {
    try {
      var heap = heap();
      return new Look((System.nanoTime() - began) / 1e9, heap, resident());
    } catch (IOException e) {
      throw new IllegalStateException("The memory of " + server.name() + " is not known", e);
    }
  }

  private double heap() throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var program =
        new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.run\nGC.heap_info")
            .redirectErrorStream(true)
            .start();
    var said = new String(program.getInputStream().readAllBytes(), UTF_8);
    var kilobytes =
        said.lines()
            .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
            .map(USED::matcher)
            .filter(found -> found.find())
            .mapToLong(found -> Long.parseLong(found.group(1)))
            .sum();
    if (kilobytes == 0) {
      throw new IOException("jcmd says " + said);
    }
    return kilobytes * 1024 / 1e6;
  }

  /** NaN where there is no /proc. */
  private double resident() throws IOException {
    var status = Path.of("/proc", Long.toString(server.pid()), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    var found = RESIDENT.matcher(Files.readString(status));
    return found.find() ? Long.parseLong(found.group(1)) * 1024 / 1e6 : Double.NaN;
  }

  /**
   * One look.
   *
   * @param heap megabytes that a full collection left
   * @param resident megabytes of the whole process
   */
  record Look(double seconds, double heap, double resident) {}

  /**
   * All looks at one run, the first before anything happened and the last when all was over.
   *
   * @param looks in the order of time
   */
  record Kept(List<Look> looks) {
    /** Of a heap that may have a gigabyte. */
    private static final double CONSTANT_MB = 32;

    private double seconds() {
      return looks.getLast().seconds();
    }

    private double most(double from, double to, ToDoubleFunction<Look> what) {
      return looks.stream()
          .filter(look -> look.seconds() >= from * seconds() && look.seconds() <= to * seconds())
          .mapToDouble(what)
          .max()
          // it was over before a tenth of it was looked at: what it began with
          .orElseGet(() -> what.applyAsDouble(looks.getFirst()));
    }

    double first() {
      return most(0, 0.1, Look::heap);
    }

    double last() {
      return most(0.9, 1, Look::heap);
    }

    double most() {
      return most(0, 1, Look::heap);
    }

    /** Of a run in constant memory. */
    Target constant() {
      return Target.atMost(
          "heap after GC, last tenth less first, MB", last() - first(), CONSTANT_MB);
    }

    String inWords() {
      return """
        heap after GC, largest    %.1f MB; first tenth %.1f MB, last tenth %.1f MB (%d looks)
        resident, largest         %.0f MB; first tenth %.0f MB, last tenth %.0f MB
      """
          .formatted(
              most(),
              first(),
              last(),
              looks.size(),
              most(0, 1, Look::resident),
              most(0, 0.1, Look::resident),
              most(0.9, 1, Look::resident));
    }

    JSONObject toJson() {
      var json = new JSONObject();
      json.put("looks", looks.size());
      json.put("heap_after_gc_mb_most", most());
      json.put("heap_after_gc_mb_first_tenth", first());
      json.put("heap_after_gc_mb_last_tenth", last());
      if (!Double.isNaN(looks.getFirst().resident())) {
        json.put("resident_mb_most", most(0, 1, Look::resident));
        json.put("resident_mb_first_tenth", most(0, 0.1, Look::resident));
        json.put("resident_mb_last_tenth", most(0.9, 1, Look::resident));
      }
      return json;
    }
  }
}
