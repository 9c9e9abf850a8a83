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
 * @param members of the body, where it is an object; those of its items where it is an array
 */
public record Route(String method, String path, Set<String> types, @Nullable BodyMembers members) {
  private static final Path FILE = Path.of("src/main/webapp/assets/openapi.yaml");
  private static final Set<String> VERBS = Set.of("get", "head", "post", "put", "patch", "delete");

  public static List<Route> all() {
    try {
      var whole =
          map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE)));
      return map(whole.get("paths")).entrySet().stream()
          .flatMap(path -> of(whole, path.getKey(), map(path.getValue())))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Route> of(
      Map<String, Object> whole, String path, Map<String, Object> item) {
    return item.entrySet().stream()
        .filter(member -> VERBS.contains(member.getKey()))
        .map(
            member ->
                new Route(
                    member.getKey().toUpperCase(Locale.ROOT),
                    path,
                    types(map(member.getValue())),
                    members(whole, map(member.getValue()))));
  }

  private static Set<String> types(Map<String, Object> operation) {
    return content(operation).keySet();
  }

  private static @Nullable BodyMembers members(
      Map<String, Object> whole, Map<String, Object> operation) {
    return content(operation).entrySet().stream()
        .filter(type -> isJson(type.getKey()))
        .map(type -> map(map(type.getValue()).get("schema")))
        .map(schema -> schema.get("items") == null ? schema : map(schema.get("items")))
        .map(schema -> BodyMembers.of(whole, schema))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> content(Map<String, Object> operation) {
    var body = operation.get("requestBody");
    return body == null ? Map.of() : map(map(body).get("content"));
  }

  private static boolean isJson(String type) {
    return type.endsWith("json");
  }

  boolean takesJson() {
    return types.stream().anyMatch(Route::isJson);
  }

  public boolean isForwarded() {
    return path.contains("/forward/");
  }

  /** With this in the place of whatever stands in braces. */
  public String at(Object id) {
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
