package io.evergrant.adapter.postgresql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that a question brings, each a constant text with one value. A statement without
 * those that were not asked for lets PostgreSQL choose the index for those that were.
 */
final class Conditions {
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Adds the condition if its value is asked for. */
  Conditions and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
    return this;
  }

  /** Adds a condition whose values are bound besides. */
  Conditions and(String condition) {
    conditions.add(condition);
    return this;
  }

  /** Binds a further value that a condition, or the end of the statement, names. */
  Conditions with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** {@code select} must end with a WHERE clause of its own. */
  String appendedTo(String select, String order) {
    var statement = new StringBuilder(select);
    conditions.forEach(condition -> statement.append("  AND ").append(condition).append('\n'));
    return statement.append(order).toString();
  }

  <S extends SqlStatement<S>> S bind(S statement) {
    values.forEach(statement::bind);
    return statement;
  }
}
