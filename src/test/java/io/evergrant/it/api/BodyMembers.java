package io.evergrant.it.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The members that a body of one address may have, as the description has them.
 *
 * @param types of each, as JSON Schema calls them
 * @param required those without which it is refused
 */
public record BodyMembers(Map<String, Set<String>> types, Set<String> required) {
  private static final Map<String, String> OF_EACH_TYPE =
      Map.of("string", "\"x\"", "integer", "7", "boolean", "true", "array", "[]", "object", "{}");

  /**
   * @param whole the description, to which the schema refers
   */
  static BodyMembers of(Map<String, Object> whole, Map<String, Object> schema) {
    var object = resolved(whole, schema);
    var types = new LinkedHashMap<String, Set<String>>();
    map(object.get("properties")).forEach((name, member) -> types.put(name, of(whole, member)));
    var required = new TreeSet<String>();
    list(object.get("required")).forEach(name -> required.add(String.valueOf(name)));
    return new BodyMembers(types, required);
  }

  private static Set<String> of(Map<String, Object> whole, Object member) {
    var schema = resolved(whole, map(member));
    var types = new TreeSet<String>();
    list(schema.get("type")).forEach(type -> types.add(String.valueOf(type)));
    list(schema.get("anyOf")).forEach(part -> types.addAll(of(whole, part)));
    return types;
  }

  /** Values, as JSON, of the types that the member does not have. */
  List<String> wrong(String member) {
    var right = types.getOrDefault(member, Set.of());
    return OF_EACH_TYPE.entrySet().stream()
        .filter(type -> !right.contains(type.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Map<String, Object> resolved(
      Map<String, Object> whole, Map<String, Object> schema) {
    var found = schema;
    while (found.get("$ref") instanceof String reference) {
      found = whole;
      for (var name : reference.substring(2).split("/", -1)) {
        found = map(found.get(name));
      }
    }
    return found;
  }

  private static List<?> list(@Nullable Object value) {
    return value == null ? List.of() : value instanceof List<?> many ? many : List.of(value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
