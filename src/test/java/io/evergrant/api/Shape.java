package io.evergrant.api;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A schema as far as bodies are compared with it: types, members and which of them are always
 * there, words, times. References, {@code allOf} and {@code anyOf} are followed.
 */
final class Shape {
  private final UnaryOperator<Map<String, Object>> resolve;
  private final Set<String> types = new TreeSet<>();
  private final Map<String, Shape> members = new LinkedHashMap<>();
  private final Set<String> required = new TreeSet<>();
  private final List<Object> words = new ArrayList<>();
  private final Set<String> formats = new TreeSet<>();
  private @Nullable Shape items;
  private @Nullable Shape others;

  private Shape(UnaryOperator<Map<String, Object>> resolve) {
    this.resolve = resolve;
  }

  static Shape of(Map<String, Object> schema, UnaryOperator<Map<String, Object>> resolve) {
    var shape = new Shape(resolve);
    shape.take(schema);
    return shape;
  }

  private void take(Map<String, Object> described) {
    var schema = resolve.apply(described);
    list(schema.get("allOf")).forEach(part -> take(map(part)));
    list(schema.get("anyOf")).forEach(part -> take(map(part)));
    list(schema.get("type")).forEach(type -> types.add(String.valueOf(type)));
    list(schema.get("required")).forEach(name -> required.add(String.valueOf(name)));
    words.addAll(list(schema.get("enum")));
    words.addAll(list(schema.get("const")));
    list(schema.get("format")).forEach(format -> formats.add(String.valueOf(format)));
    if (schema.get("properties") != null) {
      map(schema.get("properties"))
          .forEach((name, member) -> members.put(name, of(map(member), resolve)));
    }
    if (schema.get("items") != null) {
      items = of(map(schema.get("items")), resolve);
    }
    if (schema.get("additionalProperties") instanceof Map<?, ?> other) {
      others = of(map(other), resolve);
    }
    if (schema.get("type") == null) {
      list(schema.get("enum")).forEach(word -> types.add(word == null ? "null" : "string"));
    }
  }

  /**
   * What the schema and the values do not agree in: each difference a line.
   *
   * @param values all that may come, each of its kinds at least once
   */
  List<String> differences(String at, Collection<? extends JsonValue> values) {
    var found = new ArrayList<String>();
    differences(at, values, found);
    return found;
  }

  private void differences(String at, Collection<? extends JsonValue> values, List<String> found) {
    if (types.isEmpty()) {
      return;
    }
    var seen = values.stream().map(Shape::type).collect(Collectors.toCollection(TreeSet::new));
    compare(at + " is of the types", types, seen, found);
    texts(at, texts(values), found);
    var objects =
        values.stream()
            .filter(value -> value.getValueType() == JsonValue.ValueType.OBJECT)
            .map(JsonValue::asJsonObject)
            .toList();
    if (!members.isEmpty()) {
      var names = new TreeSet<String>();
      objects.forEach(object -> names.addAll(object.keySet()));
      compare(at + " has the members", new TreeSet<>(members.keySet()), names, found);
      var always = new TreeSet<>(names);
      objects.forEach(object -> always.retainAll(object.keySet()));
      compare(at + " always has the members", required, always, found);
      members.forEach(
          (name, member) ->
              member.within(
                  at + "." + name,
                  objects.stream()
                      .filter(object -> object.containsKey(name))
                      .map(object -> object.get(name))
                      .toList(),
                  found));
    }
    var other = others;
    if (other != null) {
      other.within(
          at + ".*", objects.stream().flatMap(object -> object.values().stream()).toList(), found);
    }
    var each = items;
    if (each != null) {
      each.within(
          at + "[]",
          values.stream()
              .filter(value -> value.getValueType() == JsonValue.ValueType.ARRAY)
              .flatMap(value -> value.asJsonArray().stream())
              .toList(),
          found);
    }
  }

  /** What never came is told where it is missing. */
  private void within(String at, List<? extends JsonValue> values, List<String> found) {
    if (!values.isEmpty()) {
      differences(at, values, found);
    }
  }

  private void texts(String at, List<String> texts, List<String> found) {
    if (texts.isEmpty()) {
      return;
    }
    if (formats.contains("date-time") != texts.stream().allMatch(Shape::isTime)) {
      found.add(at + " is a time in one of both alone: " + texts.getFirst());
    }
    if (!words.isEmpty() && !words.containsAll(texts)) {
      found.add(at + " is one of " + words + " there, but " + Set.copyOf(texts) + " here");
    }
  }

  private static boolean isTime(String text) {
    try {
      return Instant.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static List<String> texts(Collection<? extends JsonValue> values) {
    return values.stream()
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).getString())
        .toList();
  }

  private static void compare(
      String what, Set<String> described, Set<String> seen, List<String> found) {
    if (!described.equals(seen)) {
      found.add(what + " " + described + " there, but " + seen + " here");
    }
  }

  private static String type(JsonValue value) {
    return switch (value.getValueType()) {
      case TRUE, FALSE -> "boolean";
      case NUMBER -> ((JsonNumber) value).isIntegral() ? "integer" : "number";
      case STRING -> "string";
      case OBJECT -> "object";
      case ARRAY -> "array";
      case NULL -> "null";
    };
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  /** Of one, where it is no list. */
  private static List<Object> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> many ? new ArrayList<>(many) : List.of(value);
  }
}
