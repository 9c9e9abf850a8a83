package io.evergrant.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The API's own description (OpenAPI 3.1), as it is served. */
final class Description {
  private static final Path FILE = Path.of("src/main/webapp/assets/openapi.yaml");
  private static final Set<String> VERBS = Set.of("get", "head", "post", "put", "patch", "delete");

  private final Map<String, Object> whole;

  private Description(Map<String, Object> whole) {
    this.whole = whole;
  }

  static Description read() {
    try {
      var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
      return new Description(map(new Load(settings).loadFromString(Files.readString(FILE))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By «GET /api/v1/grants». */
  Map<String, String> scopes() {
    var scopes = new HashMap<String, String>();
    operations()
        .forEach(
            (method, operation) -> {
              var security = map(list(operation.get("security")).getFirst());
              scopes.put(method, String.valueOf(list(security.get("key")).getFirst()));
            });
    return scopes;
  }

  Map<String, Set<String>> responses() {
    var responses = new HashMap<String, Set<String>>();
    operations()
        .forEach(
            (method, operation) -> responses.put(method, map(operation.get("responses")).keySet()));
    return responses;
  }

  /** Names of the parameters, by «POST /api/v1/grants». */
  Map<String, Set<String>> parameters() {
    var parameters = new HashMap<String, Set<String>>();
    operations()
        .forEach(
            (method, operation) ->
                parameters.put(
                    method,
                    list(operation.getOrDefault("parameters", List.of())).stream()
                        .map(parameter -> String.valueOf(resolved(map(parameter)).get("name")))
                        .collect(Collectors.toSet())));
    return parameters;
  }

  private Map<String, Object> resolved(Map<String, Object> object) {
    var reference = object.get("$ref");
    if (reference == null) {
      return object;
    }
    var found = whole;
    for (var name : String.valueOf(reference).substring(2).split("/", -1)) {
      found = map(found.get(name));
    }
    return found;
  }

  /** Names of the schemas that the JSON of successes is described by. */
  Set<String> answers() {
    var answers = new TreeSet<String>();
    operations()
        .forEach(
            (method, operation) ->
                map(operation.get("responses"))
                    .forEach(
                        (status, response) -> {
                          if (status.startsWith("2")) {
                            answers.addAll(schemas(map(response)));
                          }
                        }));
    return answers;
  }

  private static Set<String> schemas(Map<String, Object> response) {
    return map(response.getOrDefault("content", Map.of())).values().stream()
        .map(content -> map(map(content).get("schema")).get("$ref"))
        .flatMap(Stream::ofNullable)
        .map(reference -> last(String.valueOf(reference)))
        .collect(Collectors.toSet());
  }

  private static String last(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  /** A schema of that name, with whatever it refers to. */
  Shape shape(String schema) {
    return Shape.of(map(schemas().get(schema)), this::resolved);
  }

  /** Of a schema that is an enumeration. */
  List<Object> words(String schema) {
    return list(map(schemas().get(schema)).get("enum"));
  }

  private Map<String, Object> schemas() {
    return map(map(whole.get("components")).get("schemas"));
  }

  private Map<String, Map<String, Object>> operations() {
    var operations = new HashMap<String, Map<String, Object>>();
    map(whole.get("paths"))
        .forEach(
            (address, item) ->
                map(item)
                    .forEach(
                        (verb, operation) -> {
                          if (VERBS.contains(verb)) {
                            operations.put(
                                verb.toUpperCase(Locale.ROOT) + " " + address, map(operation));
                          }
                        }));
    return operations;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(@Nullable Object value) {
    return (List<Object>) Objects.requireNonNull(value);
  }
}
