package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.notice.Change;
import io.evergrant.domain.notice.NoticeKind;
import io.evergrant.domain.notice.Signal;
import io.evergrant.domain.notice.Trouble;
import io.evergrant.domain.overview.EndsSoon;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeWork.Heard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What notices are derived from: the log, and how grants and providers stand. */
final class NoticeSources {
  private static final Map<String, AuditEventType> TYPES =
      Arrays.stream(AuditEventType.values())
          .collect(Collectors.toMap(AuditEventType::code, Function.identity()));

  private static final String[] CHANGES =
      TYPES.values().stream()
          .filter(type -> Signal.change(type) != null)
          .map(AuditEventType::code)
          .toArray(String[]::new);

  private static final String SIGNALS =
      """
      WITH batch AS MATERIALIZED (
        SELECT e.number, e.at, e.type, e.outcome, e.provider_id
        FROM audit_event e
        WHERE e.tenant_id = :tenant
          AND e.number > :after
          AND e.number <= :floor
        ORDER BY e.number
        LIMIT :limit
      )
      SELECT b.type, b.outcome, b.provider_id, min(b.at) AS first, count(*) AS events, max(b.number) AS number
      FROM batch b
      GROUP BY b.type, b.outcome, b.provider_id
      """;

  private static final String CHANGED =
      """
      SELECT e.at, e.type, coalesce(e.details ->> 'name', e.details ->> 'member', p.name) AS about,
             CASE
               WHEN e.actor_kind IN ('person', 'api_key') THEN e.actor_name
               ELSE e.actor_kind
             END AS actor
      FROM audit_event e
      LEFT JOIN provider p ON p.tenant_id = e.tenant_id AND p.id = e.provider_id
      WHERE e.tenant_id = :tenant
        AND e.number > :after
        AND e.number <= :reached
        AND e.type = ANY (:types)
      ORDER BY e.number
      """;

  /** Of one kind at a provider there is at most one that is open or not told to its end. */
  private static final String LIVE =
      """
      SELECT n.provider_id, n.kind, n.told_at
      FROM notice n
      WHERE n.tenant_id = :tenant
        AND (n.closed_at IS NULL OR n.tell_at IS NOT NULL)
      """;

  /** Those that are active are what the others leave: the index alone counts them. */
  private static final String ACTIVE =
      """
      (SELECT count(*)
       FROM oauth_grant g
       WHERE g.tenant_id = :tenant
         AND g.provider_id = %1$s)
      - (SELECT count(*)
         FROM oauth_grant g
         WHERE g.tenant_id = :tenant
           AND g.provider_id = %1$s
           AND (g.status <> 'ACTIVE' OR g.failures > 0)
           AND g.status <> 'ACTIVE')
      """;

  /** In a row, of one grant while its provider answers others. */
  private static final int FAILURES_TOLD = 5;

  /** A provider whose breaker is open fails as a whole: its grants are not told beside it. */
  private static final String TROUBLES =
      """
      WITH live AS MATERIALIZED (
      %s
      )
      SELECT g.status AS kind, g.provider_id, count(*) AS grants,
             count(*) FILTER (WHERE l.told_at IS NULL OR coalesce(g.last_outcome_at, g.consented_at) > l.told_at)
               AS fresh,
             CASE WHEN count(DISTINCT g.status_cause) = 1 THEN min(g.status_cause) END AS cause,
             min(coalesce(g.last_outcome_at, g.consented_at)) AS since, CAST(NULL AS timestamptz) AS ends_at
      FROM oauth_grant g
      LEFT JOIN live l ON l.provider_id = g.provider_id AND l.kind = g.status
      WHERE g.tenant_id = :tenant
        AND (g.status <> 'ACTIVE' OR g.failures > 0)
        AND g.status IN ('NEEDS_CONSENT', 'NEEDS_REVIEW')
      GROUP BY g.status, g.provider_id
      UNION ALL
      SELECT 'PROVIDER_PAUSED', p.id, %s, 0, p.status_reason, coalesce(p.status_since, p.updated_at), NULL
      FROM provider p
      WHERE p.tenant_id = :tenant
        AND p.status = 'PAUSED'
      UNION ALL
      SELECT 'FAILURE', b.provider_id, %s, 0, NULL, NULL, NULL
      FROM provider_breaker b
      WHERE b.tenant_id = :tenant
        AND b.step > 0
      UNION ALL
      SELECT 'FAILURE', g.provider_id, count(*), 0, '%s', NULL, NULL
      FROM oauth_grant g
      WHERE g.tenant_id = :tenant
        AND (g.status <> 'ACTIVE' OR g.failures > 0)
        AND g.status = 'ACTIVE'
        AND g.failures >= %d
        AND NOT EXISTS (
          SELECT FROM provider_breaker b
          WHERE b.tenant_id = :tenant
            AND b.provider_id = g.provider_id
            AND b.step > 0)
      GROUP BY g.provider_id
      """
          .formatted(
              LIVE,
              ACTIVE.formatted("p.id"),
              ACTIVE.formatted("b.provider_id"),
              Trouble.GRANTS_FAIL,
              FAILURES_TOLD);

  /**
   * New are those that came under one of the three marks, a month, a week or a day ahead, since it
   * was told.
   */
  private static final String ENDS =
      """
      SELECT 'ENDS_SOON' AS kind, e.provider_id, count(*) AS grants,
             count(*) FILTER (
               WHERE l.told_at IS NULL
                  OR e.ends_at > l.told_at + :ends_ms * interval '1 millisecond'
                  OR e.ends_at > l.told_at + interval '7 days' AND e.ends_at <= eg_now() + interval '7 days'
                  OR e.ends_at > l.told_at + interval '1 day' AND e.ends_at <= eg_now() + interval '1 day') AS fresh,
             CAST(NULL AS text) AS cause, CAST(NULL AS timestamptz) AS since, min(e.ends_at) AS ends_at
      FROM (
      %s) e
      LEFT JOIN (
      %s) l ON l.provider_id = e.provider_id AND l.kind = 'ENDS_SOON'
      GROUP BY e.provider_id
      """
          .formatted(EndingGrants.SELECT, LIVE);

  private NoticeSources() {}

  /** In a statement of its own after the floor was read: it sees every event up to there. */
  static Heard hear(Handle handle, TenantId tenant, long after, long floor, int limit) {
    var groups =
        handle
            .createQuery(SIGNALS)
            .bind("tenant", tenant.value())
            .bind("after", after)
            .bind("floor", floor)
            .bind("limit", limit)
            .map((row, context) -> group(row))
            .list();
    var isFull = groups.stream().mapToLong(Group::events).sum() >= limit;
    var reached =
        isFull
            ? groups.stream().mapToLong(Group::number).max().orElse(floor)
            : Math.max(after, floor);
    var signals = new ArrayList<Signal>();
    for (var group : groups) {
      // what somebody put into the database under another name is no event of ours
      var type = TYPES.get(group.type());
      if (type != null) {
        signals.add(group.signal(type));
      }
    }
    var isChanged = signals.stream().anyMatch(signal -> Signal.change(signal.type()) != null);
    return new Heard(
        signals, isChanged ? changes(handle, tenant, after, reached) : List.of(), reached);
  }

  private static Group group(ResultSet row) throws SQLException {
    var provider = Columns.maybeUuid(row, "provider_id");
    var first = Columns.instant(row, "first");
    var outcome = Columns.maybeText(row, "outcome");
    return new Group(
        Columns.text(row, "type"),
        type ->
            new Signal(type, outcome, provider == null ? null : new ProviderId(provider), first),
        row.getLong("events"),
        row.getLong("number"));
  }

  private static List<Change> changes(Handle handle, TenantId tenant, long after, long reached) {
    return handle
        .createQuery(CHANGED)
        .bind("tenant", tenant.value())
        .bind("after", after)
        .bind("reached", reached)
        .bind("types", CHANGES)
        .map((row, context) -> change(row))
        .list();
  }

  private static Change change(ResultSet row) throws SQLException {
    var type = Columns.text(row, "type");
    return new Change(
        Objects.requireNonNull(Signal.change(Objects.requireNonNull(TYPES.get(type)))),
        type,
        Columns.maybeText(row, "about"),
        Objects.requireNonNullElse(Columns.maybeText(row, "actor"), ""),
        Columns.instant(row, "at"));
  }

  static List<Trouble> troubles(Handle handle, TenantId tenant) {
    return handle
        .createQuery(TROUBLES)
        .bind("tenant", tenant.value())
        .map((row, context) -> trouble(row))
        .list();
  }

  static List<Trouble> ends(Handle handle, TenantId tenant) {
    return handle
        .createQuery(ENDS)
        .bind("tenant", tenant.value())
        .bind("ends_ms", EndsSoon.MONTH.toMillis())
        .map((row, context) -> trouble(row))
        .list();
  }

  private static Trouble trouble(ResultSet row) throws SQLException {
    return new Trouble(
        NoticeKind.valueOf(Columns.text(row, "kind")),
        new ProviderId(Columns.uuid(row, "provider_id")),
        row.getLong("grants"),
        row.getLong("fresh"),
        Columns.maybeText(row, "cause"),
        Columns.maybeInstant(row, "since"),
        Columns.maybeInstant(row, "ends_at"));
  }

  /** Events that are alike, before it is known whether they are ours. */
  private record Group(String type, Function<AuditEventType, Signal> as, long events, long number) {
    Signal signal(AuditEventType known) {
      return as.apply(known);
    }
  }
}
