package io.evergrant.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;

/**
 * What a bench found out, told and written as soon as it is there: whoever ends a long run early
 * keeps what was measured.
 */
final class Report {
  private static final Path FOLDER = Path.of("target/bench");

  private final String name;
  private final JSONArray found = new JSONArray();

  /** In {@code target/bench}, as JSON. */
  Report(String name) {
    this.name = name;
  }

  void keep(Figures figures) throws IOException {
    System.out.println(figures.inWords() + figures.aims());
    var told = figures.toJson();
    told.put("aims", aims(figures));
    found.add(told);
    var json = new JSONObject();
    json.put("machine", machine());
    json.put("scenarios", found);
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(name + ".json"), json.toJSONString());
  }

  private static JSONArray aims(Figures figures) {
    var aims = new JSONArray();
    figures.targets().forEach(target -> aims.add(target.toJson()));
    return aims;
  }

  static String machine() {
    return "%d cores, JDK %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
