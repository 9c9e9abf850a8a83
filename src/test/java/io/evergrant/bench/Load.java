package io.evergrant.bench;

import java.util.Comparator;
import java.util.Map;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * How busy the machine was while something was measured.
 *
 * @param seconds how long that took
 * @param cpu seconds by server; NaN where it was not measured
 * @param busy of all cores' time, the share in which anything at all ran; NaN as above
 * @param disk of all cores' time, the share that stood still for the disk; NaN as above
 */
record Load(double seconds, Map<String, Double> cpu, double busy, double disk) {
  /** Above it nothing is left that waiting less could use. */
  private static final double FULL = 0.85;

  private static final double MUCH = 0.15;

  Load {
    cpu = Map.copyOf(cpu);
  }

  /** Cores that a server kept busy on average. */
  double cores(String server) {
    return cpu.getOrDefault(server, Double.NaN) / seconds;
  }

  /** CPU seconds for a thousand of so many. */
  double perThousand(String server, int count) {
    return cpu.getOrDefault(server, Double.NaN) * 1000 / count;
  }

  /** Of all servers together. */
  double perThousand(int count) {
    return Servers.NAMES.stream().mapToDouble(server -> perThousand(server, count)).sum();
  }

  private String dearest() {
    return Servers.NAMES.stream()
        .max(Comparator.comparingDouble((String server) -> cores(server)))
        .orElseThrow();
  }

  /**
   * Names the resource that binds, with what was measured of it.
   *
   * @param perSecond attempts that ended in a second
   * @param eachMillis how long one was under way
   * @param places how many may be under way at once
   */
  String whatBinds(double perSecond, double eachMillis, int places) {
    // Little's law: so many were under way on average
    var underWay = perSecond * eachMillis / 1000;
    return "%s. %s. %.1f attempts under way on average, of %d places, %.0f ms each."
        .formatted(named(underWay, places), inWords(), underWay, places, eachMillis);
  }

  /** Who kept the machine how busy. */
  String inWords() {
    return "CPU of %d cores: %s; all programs of the machine together %.0f %% busy, %.0f %% waiting for the disk"
        .formatted(cores(), cpuInWords(), 100 * busy, 100 * disk);
  }

  private String named(double underWay, int places) {
    if (busy >= FULL) {
      return "CPU binds, most of it the " + dearest() + "'s";
    }
    if (underWay >= 0.85 * places) {
      return "The places bind: one is held from the claim to the commit, not for the request alone";
    }
    if (disk >= MUCH) {
      return "The disk binds";
    }
    return "Neither CPU nor disk nor places bind: what is left is one attempt's own way from step"
        + " to step";
  }

  private String cpuInWords() {
    return String.join(
        ", ",
        Servers.NAMES.stream().map(server -> "%s %.2f".formatted(server, cores(server))).toList());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  JSONObject toJson() {
    var json = new JSONObject();
    json.put("seconds", seconds);
    Servers.NAMES.forEach(server -> json.put("cores_" + server, orNull(cores(server))));
    json.put("machine_busy", orNull(busy));
    json.put("machine_waiting_for_disk", orNull(disk));
    return json;
  }

  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
