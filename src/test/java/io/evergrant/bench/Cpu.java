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

  /** Fields of the first line of /proc/stat. */
  private static final int IDLE = 4;

  private static final int DISK = 5;
  private static final int STEAL = 8;

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

  /** What all cores did so far, for all programs; NaN where there is no /proc. */
  static Machine machine() {
    var stat = Path.of("/proc/stat");
    if (!Files.exists(stat)) {
      return new Machine(Double.NaN, Double.NaN, Double.NaN);
    }
    try {
      var fields = Files.readAllLines(stat).getFirst().split(" +", -1);
      var all = 0.0;
      // user to steal; what guests ran is part of user
      for (var i = 1; i <= STEAL; i++) {
        all += Long.parseLong(fields[i]);
      }
      return new Machine(all, Long.parseLong(fields[IDLE]), Long.parseLong(fields[DISK]));
    } catch (IOException e) {
      return new Machine(Double.NaN, Double.NaN, Double.NaN);
    }
  }

  /**
   * Ticks of all cores.
   *
   * @param disk idle too, but with something that waits for the disk
   */
  record Machine(double all, double idle, double disk) {
    Machine since(Machine before) {
      return new Machine(all - before.all, idle - before.idle, disk - before.disk);
    }

    double busy() {
      return 1 - (idle + disk) / all;
    }

    double waiting() {
      return disk / all;
    }
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
