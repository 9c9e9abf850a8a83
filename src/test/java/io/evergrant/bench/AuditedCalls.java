package io.evergrant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.minidev.json.JSONObject;

/**
 * How often OpenBao was asked for what: every request has a line in its audit log before it is
 * served.
 *
 * @param times by operation and kind of path
 */
record AuditedCalls(Map<String, Long> times) {
  /** The engine and what is asked of it; keys, tenants and grants that follow do not matter. */
  private static final Pattern REQUEST =
      Pattern.compile("\"operation\":\"(\\w+)\".*?\"path\":\"([^/\"]+(?:/[^/\"]+)?)");

  static AuditedCalls in(Path log) {
    try (var lines = Files.lines(log)) {
      return new AuditedCalls(
          lines
              .filter(line -> line.contains("\"type\":\"request\""))
              .map(REQUEST::matcher)
              .map(found -> found.find() ? found.group(1) + " " + found.group(2) : "other")
              .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting())));
    } catch (IOException e) {
      throw new IllegalStateException("OpenBao's audit log could not be read", e);
    }
  }

  AuditedCalls since(AuditedCalls before) {
    var since = new TreeMap<String, Long>();
    times.forEach(
        (kind, count) -> {
          var more = count - before.times.getOrDefault(kind, 0L);
          if (more > 0) {
            since.put(kind, more);
          }
        });
    return new AuditedCalls(since);
  }

  /** All of them for each of so many refreshes. */
  double per(int refreshes) {
    return times.values().stream().mapToLong(Long::longValue).sum() / (double) refreshes;
  }

  String inWords(int refreshes) {
    return times.entrySet().stream()
        .map(kind -> "%s %.3f".formatted(kind.getKey(), kind.getValue() / (double) refreshes))
        .collect(Collectors.joining(", "));
  }

  JSONObject toJson(int refreshes) {
    var json = new JSONObject();
    times.forEach((kind, count) -> json.put(kind, count / (double) refreshes));
    return json;
  }
}
