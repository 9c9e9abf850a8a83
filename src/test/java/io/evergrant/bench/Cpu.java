package io.evergrant.bench;

import io.evergrant.testkit.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time of a server with all its processes, as Linux counts it; nothing elsewhere. */
final class Cpu {
  /** What /proc counts in, on every Linux that runs Java: USER_HZ. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields of /proc/PID/stat after the name: user, system, and both of the children waited for. */
  private static final int FIRST = 11;

  private static final int LAST = 14;

  private Cpu() {}

  /** Seconds so far; NaN where there is no /proc. */
  static double seconds(Child server) {
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      return Double.NaN;
    }
    var head = ProcessHandle.of(server.pid());
    var family =
        Stream.concat(head.stream(), head.stream().flatMap(ProcessHandle::descendants)).toList();
    return family.stream().mapToLong(process -> ticks(process.pid())).sum() / TICKS_PER_SECOND;
  }

  private static long ticks(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      var sum = 0L;
      for (var i = FIRST; i <= LAST; i++) {
        sum += Long.parseLong(fields[i]);
      }
      return sum;
    } catch (IOException e) {
      // it ended meanwhile; its parent has its time
      return 0;
    }
  }
}
