package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.OperatorEntry;
import io.evergrant.domain.audit.OperatorEvent;
import io.evergrant.usecase.port.OperatorLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operators' log, in table {@code operator_event}, by the two functions that reach it. */
@Singleton
public class OperatorLogStore implements OperatorLog {
  private static final String APPEND =
      """
      SELECT eg_add_operator_event(:type, :id, jsonb_object(:detail_keys, :detail_values))
      """;

  private static final String LIST =
      """
      SELECT *
      FROM eg_operator_events(CAST(:before AS bigint), :limit)
      """;

  private final Db db;

  @Inject
  public OperatorLogStore(Db db) {
    this.db = db;
  }

  @Override
  public void append(OperatorEvent event) {
    var added =
        db.acrossTenants(
            handle ->
                TextMap.bind(
                        handle.createQuery(APPEND), "detail_keys", "detail_values", event.details())
                    .bind("type", event.type().code())
                    .bind("id", event.operator().value())
                    .mapTo(Boolean.class)
                    .one());
    if (!added) {
      throw new IllegalStateException("nobody who operates is " + event.operator());
    }
  }

  @Override
  public List<OperatorEntry> list(@Nullable Long before, int limit) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(LIST)
                .bind("before", before)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new OperatorEntry(
                            row.getLong("number"),
                            Columns.instant(row, "at"),
                            AuditEventType.valueOf(
                                Columns.text(row, "type").toUpperCase(Locale.ROOT)),
                            Columns.text(row, "email"),
                            Columns.map(row, "detail_keys", "detail_values")))
                .list());
  }
}
