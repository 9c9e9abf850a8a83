package io.evergrant.adapter.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a file, and where in the file it stands: what is wrong with it says so.
 *
 * @param at keys that lead there, such as {@code facts.pkce}
 */
record Node(String at, Map<String, Object> members) {
  static Node of(String at, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(at + ": a mapping is needed");
    }
    var members = new LinkedHashMap<String, Object>();
    map.forEach((key, member) -> members.put(String.valueOf(key), Objects.requireNonNull(member)));
    return new Node(at, members);
  }

  Object value(String key) {
    var value = members.get(key);
    if (value == null) {
      throw new IllegalArgumentException(at + "." + key + " is missing");
    }
    return value;
  }

  String text(String key) {
    return text(at + "." + key, value(key));
  }

  Optional<String> optional(String key) {
    return members.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
  }

  Node node(String key) {
    return of(at + "." + key, value(key));
  }

  /** Empty where the key is missing. */
  List<Node> nodes(String key) {
    return members.containsKey(key)
        ? list(at + "." + key, value(key)).stream().map(item -> of(at + "." + key, item)).toList()
        : List.of();
  }

  static String text(String at, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(at + ": a text is needed");
  }

  static List<?> list(String at, Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(at + ": a list is needed");
  }

  static <E extends Enum<E>> E word(Class<E> type, String text) {
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }
}
