package io.evergrant.adapter.postgresql;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Binds a map of texts as two arrays, which {@code jsonb_object(keys, values)} makes a jsonb of:
 * PostgreSQL writes the JSON, so nothing here can write it wrong.
 */
final class TextMap {
  private TextMap() {}

  static <S extends SqlStatement<S>> S bind(
      S statement, String keys, String values, Map<String, String> map) {
    var entries = List.copyOf(map.entrySet());
    var names = entries.stream().map(Map.Entry::getKey).toArray(String[]::new);
    var texts = entries.stream().map(Map.Entry::getValue).toArray(String[]::new);
    return statement.bind(keys, names).bind(values, texts);
  }
}
