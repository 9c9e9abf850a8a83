package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Audit events as parameters, an array for each column: one statement inserts them all. Their
 * details stand in two arrays one behind the other, and two more tell whose are which, counted from
 * one as PostgreSQL does.
 */
final class AuditEventArrays {
  private AuditEventArrays() {}

  static <S extends SqlStatement<S>> S bind(S statement, List<AuditEvent> events) {
    var actors = events.stream().map(event -> ActorColumns.of(event.actor())).toList();
    return bindDetails(statement, events)
        .bind("types", texts(events, event -> event.type().code()))
        .bind("actor_kinds", texts(actors, ActorColumns::kind))
        .bind("actor_members", ids(actors, ActorColumns::member))
        .bind("actor_names", texts(actors, ActorColumns::name))
        .bind("grants", ids(events, event -> event.grant() == null ? null : event.grant().value()))
        .bind(
            "providers",
            ids(events, event -> event.provider() == null ? null : event.provider().value()))
        .bind(
            "attempts",
            ids(events, event -> event.attempt() == null ? null : event.attempt().value()))
        .bind("terminals", column(events, AuditEvent::terminal, Boolean[]::new))
        .bind("outcomes", texts(events, AuditEvent::outcome));
  }

  private static <S extends SqlStatement<S>> S bindDetails(S statement, List<AuditEvent> events) {
    var keys = new ArrayList<String>();
    var values = new ArrayList<String>();
    var first = new Integer[events.size()];
    var last = new Integer[events.size()];
    for (var i = 0; i < events.size(); i++) {
      first[i] = keys.size() + 1;
      AuditEventColumns.details(events.get(i))
          .forEach(
              (key, value) -> {
                keys.add(key);
                values.add(value);
              });
      last[i] = keys.size();
    }
    return statement
        .bind("detail_keys", keys.toArray(String[]::new))
        .bind("detail_values", values.toArray(String[]::new))
        .bind("first_details", first)
        .bind("last_details", last);
  }

  private static <T> String[] texts(List<T> rows, Function<T, @Nullable String> column) {
    return column(rows, column, String[]::new);
  }

  private static <T> UUID[] ids(List<T> rows, Function<T, @Nullable UUID> column) {
    return column(rows, column, UUID[]::new);
  }

  private static <T, V> V[] column(
      List<T> rows, Function<T, ? extends @Nullable V> column, IntFunction<V[]> array) {
    return rows.stream().map(column).toArray(array);
  }
}
