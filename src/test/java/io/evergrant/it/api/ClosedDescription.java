package io.evergrant.it.api;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The description, in a form that takes no member of a success that it does not name. The one that
 * is served is open there: clients that hold to it bear what a later version adds.
 */
final class ClosedDescription {
  private static final String CLOSED = "unevaluatedProperties";
  private static final List<String> CLOSES_ALREADY = List.of("additionalProperties", CLOSED);

  private final Map<String, Object> whole;
  private final Set<String> seen = new HashSet<>();

  private ClosedDescription(Map<String, Object> whole) {
    this.whole = whole;
  }

  /** Writes it there, as JSON. */
  static Path in(Path folder, Path description) throws IOException {
    var load = new Load(LoadSettings.builder().setMaxAliasesForCollections(0).build());
    var closed = new ClosedDescription(map(load.loadFromString(Files.readString(description))));
    closed.close();
    return Files.writeString(
        folder.resolve("openapi.json"), JSONObjectUtils.toJSONString(closed.whole));
  }

  private void close() {
    for (var path : map(whole.get("paths")).values()) {
      for (var operation : map(path).values()) {
        if (operation instanceof Map<?, ?> of && of.get("responses") != null) {
          map(of.get("responses")).forEach(this::closeSuccess);
        }
      }
    }
  }

  private void closeSuccess(String status, Object response) {
    if (status.startsWith("2") && map(response).get("content") != null) {
      map(map(response).get("content")).values().forEach(type -> close(map(type).get("schema")));
    }
  }

  /** A value is described here: nothing may stand in it that nothing here names. */
  private void close(@Nullable Object schema) {
    var here = map(schema);
    if (here.containsKey("$ref") || here.containsKey("properties") || here.containsKey("allOf")) {
      if (CLOSES_ALREADY.stream().noneMatch(here::containsKey)) {
        here.put(CLOSED, false);
      }
    }
    within(here);
  }

  /** What is described within: its parts do not close each other out. */
  private void within(Map<String, Object> schema) {
    var reference = (String) schema.get("$ref");
    if (reference != null && seen.add(reference)) {
      within(map(map(map(whole.get("components")).get("schemas")).get(last(reference))));
    }
    parts(schema, "allOf").forEach(part -> within(map(part)));
    parts(schema, "anyOf").forEach(this::close);
    if (schema.get("properties") != null) {
      map(schema.get("properties")).values().forEach(this::close);
    }
    for (var name : List.of("items", "additionalProperties")) {
      if (schema.get(name) instanceof Map<?, ?> inner) {
        close(inner);
      }
    }
  }

  private static String last(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static List<?> parts(Map<String, Object> schema, String name) {
    return schema.get(name) instanceof List<?> parts ? parts : List.of();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
