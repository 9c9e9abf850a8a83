package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditMark;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditSearch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * Looks through {@code audit_event} in two steps: an index alone says which events come next, then
 * those, and no others, are read and compared with the whole question.
 */
@Singleton
public class AuditSearchStore implements AuditSearch {
  /**
   * The numbers of a time, five minutes further out: so far may both disagree, because the
   * database's clock was set. Asked for beforehand, since no index is searched by what a subquery
   * answers.
   */
  private static final String BOUNDS =
      """
      SELECT (SELECT e.number
              FROM audit_event e
              WHERE e.tenant_id = :tenant AND e.at < CAST(:at_from AS timestamptz) - interval '5 minutes'
              ORDER BY e.at DESC
              LIMIT 1) AS since,
             (SELECT e.number
              FROM audit_event e
              WHERE e.tenant_id = :tenant AND e.at >= CAST(:at_until AS timestamptz) + interval '5 minutes'
              ORDER BY e.at
              LIMIT 1) AS before
      """;

  private static final String MARKS =
      """
      SELECT e.at, e.outcome
      FROM audit_event e
      WHERE e.tenant_id = :tenant
      """;

  private static final String PLACE =
      """
      SELECT l.sequence, encode(l.hash, 'hex') AS hash,
             (SELECT e.number FROM audit_link n JOIN audit_event e ON e.tenant_id = :tenant AND e.number = n.number
              WHERE n.tenant_id = :tenant AND n.sequence = l.sequence - 1) AS earlier,
             (SELECT n.number FROM audit_link n WHERE n.tenant_id = :tenant AND n.sequence = l.sequence + 1) AS later,
             (SELECT min(c.sequence) FROM audit_checkpoint c
              WHERE c.tenant_id = :tenant AND c.sequence >= l.sequence) AS signed
      FROM audit_link l
      WHERE l.tenant_id = :tenant
        AND l.number = :number
      """;

  private static final String ORDER =
      """
      ORDER BY e.number DESC
      LIMIT :limit
      """;

  private static final RowMapper<AuditMark> MARK =
      (row, context) ->
          new AuditMark(Columns.instant(row, "at"), Columns.maybeText(row, "outcome"));

  private final Db db;

  @Inject
  public AuditSearchStore(Db db) {
    this.db = db;
  }

  @Override
  public Stretch<AuditEntry> look(TenantId tenant, AuditQuestion question, int events) {
    return stretch(tenant, question, events, AuditRow.MATCHES, AuditRow.SELECT, new AuditRow());
  }

  @Override
  public Stretch<AuditMark> mark(TenantId tenant, AuditQuestion question, int events) {
    return stretch(tenant, question, events, MARKS, "%s", MARK);
  }

  @Override
  public Optional<Place> place(TenantId tenant, long number) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(PLACE)
                .bind("tenant", tenant.value())
                .bind("number", number)
                .map(
                    (row, context) ->
                        new Place(
                            row.getLong("sequence"),
                            Columns.text(row, "hash"),
                            Columns.maybeLong(row, "earlier"),
                            Columns.maybeLong(row, "later"),
                            Columns.maybeLong(row, "signed")))
                .findOne());
  }

  private <T> Stretch<T> stretch(
      TenantId tenant,
      AuditQuestion question,
      int events,
      String matches,
      String around,
      RowMapper<T> rows) {
    var conditions = AuditConditions.of(question);
    var way = AuditWay.of(question);
    return db.inTenant(
        tenant,
        handle -> {
          var bounds = bounds(handle, tenant, question);
          var candidates =
              bound(handle, candidates(way), tenant, conditions)
                  .bind("since", bounds.since())
                  .bind("before", bounds.before())
                  .bind("events", events)
                  .map(
                      (row, context) ->
                          new Candidates(
                              Columns.maybeLongs(row, "numbers"),
                              row.getInt("candidates"),
                              row.getLong("lowest"),
                              row.getLong("highest"),
                              Columns.maybeInstant(row, "at")))
                  .one();
          if (candidates.count() == 0) {
            return new Stretch<T>(List.of(), null, null);
          }
          var found =
              matching(handle, tenant, question, conditions, candidates, matches, around)
                  .map(rows)
                  .list();
          var more = candidates.count() == events;
          return new Stretch<T>(
              found, more ? candidates.lowest() : null, more ? candidates.at() : null);
        });
  }

  private static Bounds bounds(Handle handle, TenantId tenant, AuditQuestion question) {
    var before = question.before();
    var asked = new Bounds(question.since(), before == null ? Long.MAX_VALUE : before);
    var from = AuditConditions.from(question);
    var until = AuditConditions.until(question);
    if (from == null && until == null) {
      return asked;
    }
    return handle
        .createQuery(BOUNDS)
        .bind("tenant", tenant.value())
        .bind("at_from", from)
        .bind("at_until", until)
        .map(
            (row, context) ->
                asked.within(Columns.maybeLong(row, "since"), Columns.maybeLong(row, "before")))
        .one();
  }

  private static String candidates(AuditWay way) {
    return """
    WITH candidate AS (
      SELECT d.number
      FROM (%s) v(value)
      CROSS JOIN LATERAL (
        SELECT a.number
        FROM audit_event a
        WHERE a.tenant_id = :tenant
          AND %s
          AND a.number > :since
          AND a.number < :before
        ORDER BY a.number DESC
        LIMIT :events
      ) d
      ORDER BY d.number DESC
      LIMIT :events
    )
    SELECT %s AS numbers, count(*) AS candidates, min(c.number) AS lowest, max(c.number) AS highest,
           (SELECT e.at FROM audit_event e WHERE e.tenant_id = :tenant AND e.number = min(c.number)) AS at
    FROM candidate c
    """
        .formatted(
            way.values(),
            way.condition(),
            way.isEvery() ? "CAST(NULL AS bigint[])" : "array_agg(c.number)");
  }

  private static Query matching(
      Handle handle,
      TenantId tenant,
      AuditQuestion question,
      Conditions conditions,
      Candidates candidates,
      String matches,
      String around) {
    var numbers = candidates.numbers();
    var among =
        numbers == null
            ? "  AND e.number BETWEEN :lowest AND :highest\n"
            : "  AND e.number = ANY (:numbers)\n";
    var query =
        bound(
            handle,
            around.formatted(conditions.appendedTo(matches + among, ORDER)),
            tenant,
            conditions);
    query.bind("limit", question.limit());
    return numbers == null
        ? query.bind("lowest", candidates.lowest()).bind("highest", candidates.highest())
        : query.bind("numbers", numbers.toArray(Long[]::new));
  }

  private static Query bound(
      Handle handle, String statement, TenantId tenant, Conditions conditions) {
    var query = handle.createQuery(statement);
    // the two statements share their parameters, and neither has all
    query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
    return conditions.bind(query).bind("tenant", tenant.value());
  }

  /** Numbers that are asked for, without the two themselves. */
  private record Bounds(long since, long before) {
    Bounds within(@Nullable Long least, @Nullable Long most) {
      return new Bounds(
          least == null ? since : Math.max(since, least),
          most == null ? before : Math.min(before, most));
    }
  }

  /**
   * Events that could be answers, by an index alone.
   *
   * @param numbers of each; null where they are all from the lowest to the highest
   */
  private record Candidates(
      @Nullable List<Long> numbers, int count, long lowest, long highest, @Nullable Instant at) {}
}
