package io.evergrant.it.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One method at one address, as the description has it: so that a test of all of them has the next
 * one as well.
 *
 * @param types of the body; empty where there is none
 */
record Route(String method, String path, Set<String> types) {
  private static final Path FILE = Path.of("src/main/webapp/assets/openapi.yaml");
  private static final Set<String> VERBS = Set.of("get", "head", "post", "put", "patch", "delete");

  static List<Route> all() {
    try {
      var whole =
          map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE)));
      return map(whole.get("paths")).entrySet().stream()
          .flatMap(path -> of(path.getKey(), map(path.getValue())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Route> of(String path, Map<String, Object> item) {
    return item.entrySet().stream()
        .filter(member -> VERBS.contains(member.getKey()))
        .map(
            member ->
                new Route(
                    member.getKey().toUpperCase(Locale.ROOT), path, types(map(member.getValue()))));
  }

  private static Set<String> types(Map<String, Object> operation) {
    var body = operation.get("requestBody");
    return body == null ? Set.of() : map(map(body).get("content")).keySet();
  }

  boolean takesJson() {
    return types.stream().anyMatch(type -> type.endsWith("json"));
  }

  boolean isForwarded() {
    return path.contains("/forward/");
  }

  /** With this in the place of whatever stands in braces. */
  String at(Object id) {
    return path.replace("{path}", "api.example.com/v1").replaceAll("\\{[^}]+}", id.toString());
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
