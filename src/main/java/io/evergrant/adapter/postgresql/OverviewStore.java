package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.overview.EndsSoon;
import io.evergrant.domain.overview.OutcomeKind;
import io.evergrant.domain.overview.Overview;
import io.evergrant.domain.overview.Pulse;
import io.evergrant.domain.overview.Stand;
import io.evergrant.domain.overview.Starts;
import io.evergrant.domain.overview.Tally;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.OutcomeCounts;
import io.evergrant.usecase.port.Overviews;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The overview: what is well is counted in an index alone, what is not is little, and outcomes are
 * counted already. No statement here looks at every grant's row, or at any event of the log.
 */
@Singleton
public class OverviewStore implements Overviews, OutcomeCounts {
  /** Those that are active and proved are what the others leave. */
  private static final String STANDS =
      """
      WITH unwell AS (
        SELECT g.provider_id, g.status, g.status_cause, count(*) AS grants,
               min(coalesce(g.last_outcome_at, g.consented_at)) AS since, min(CAST(g.id AS text)) AS one
        FROM oauth_grant g
        WHERE g.tenant_id = :tenant
          AND (g.status <> 'ACTIVE' OR g.failures > 0)
          AND g.status <> 'ACTIVE'
        GROUP BY g.provider_id, g.status, g.status_cause
        UNION ALL
        SELECT g.provider_id, 'UNPROVED', NULL, count(*), NULL, NULL
        FROM oauth_grant g
        WHERE g.tenant_id = :tenant
          AND g.unproved
          AND g.status = 'ACTIVE'
        GROUP BY g.provider_id
      )
      SELECT t.provider_id, 'ACTIVE' AS status, NULL AS status_cause,
             t.grants - coalesce((SELECT sum(u.grants) FROM unwell u WHERE u.provider_id = t.provider_id), 0) AS grants,
             CAST(NULL AS timestamptz) AS since, CAST(NULL AS uuid) AS one
      FROM (
        SELECT g.provider_id, count(*) AS grants
        FROM oauth_grant g
        WHERE g.tenant_id = :tenant
        GROUP BY g.provider_id
      ) t
      UNION ALL
      SELECT u.provider_id, u.status, u.status_cause, u.grants, u.since, CAST(u.one AS uuid)
      FROM unwell u
      """;

  private static final String LONG_LIVED =
      """
      SELECT g.provider_id, count(*) AS grants
      FROM oauth_grant g
      WHERE g.tenant_id = :tenant
        AND %s
      GROUP BY g.provider_id
      """
          .formatted(GrantConditions.LONG_LIVED);

  private static final String ENDS =
      """
      SELECT ends.provider_id, count(*) AS month, min(ends.ends_at) AS first,
             count(*) FILTER (WHERE ends.ends_at <= eg_now() + :week_ms * interval '1 millisecond') AS week,
             min(ends.ends_at) FILTER (WHERE ends.ends_at > eg_now() + :week_ms * interval '1 millisecond') AS later
      FROM (
      """
          + EndingGrants.SELECT
          + """
          ) ends
          GROUP BY ends.provider_id
          """;

  private static final String PULSES =
      """
      WITH clock AS MATERIALIZED (
        SELECT eg_now() AS now
      )
      SELECT p.id, p.name, p.status, p.status_reason, coalesce(p.status_since, p.updated_at) AS since,
             c.now, o.due_at, b.retry_at,
             (SELECT count(*)
              FROM oauth_grant g
              WHERE g.tenant_id = :tenant
                AND g.provider_id = p.id
                AND g.status = 'ACTIVE'
                AND g.attempt_id IS NULL
                AND g.due_at < c.now - :late_ms * interval '1 millisecond') AS late
      FROM provider p
      CROSS JOIN clock c
      LEFT JOIN LATERAL (
        SELECT g.due_at
        FROM oauth_grant g
        WHERE g.tenant_id = :tenant
          AND g.provider_id = p.id
          AND g.status = 'ACTIVE'
          AND g.attempt_id IS NULL
          AND g.due_at <= c.now
        ORDER BY g.due_at
        LIMIT 1
      ) o ON true
      LEFT JOIN provider_breaker b ON b.tenant_id = p.tenant_id AND b.provider_id = p.id AND b.step > 0
      WHERE p.tenant_id = :tenant
      ORDER BY lower(p.name COLLATE pg_c_utf8), p.id
      """;

  /**
   * Where a zone's day begins is told, not asked: the database may know fewer zones. What is told
   * is read once, not again for each of an organisation's tens of thousands of hours.
   */
  private static final String TALLIES =
      """
      WITH cut AS MATERIALIZED (
        SELECT CAST(:starts AS timestamptz[]) AS starts
      )
      SELECT h.provider_id, c.starts[width_bucket(h.hour, c.starts)] AS since, h.outcome, sum(h.attempts) AS attempts
      FROM cut c
      JOIN outcome_hour h ON h.tenant_id = :tenant AND h.hour >= c.starts[1]
      GROUP BY 1, 2, 3
      ORDER BY 2
      """;

  private static final String COUNT =
      """
      SELECT eg_count_outcomes(:limit)
      """;

  private final Db db;

  @Inject
  public OverviewStore(Db db) {
    this.db = db;
  }

  @Override
  public Overview read(TenantId tenant, ZoneId zone) {
    return db.inTenant(
        tenant,
        handle -> {
          var now = moment(handle);
          return new Overview(
              now,
              stands(handle, tenant),
              ends(handle, tenant),
              pulses(handle, tenant),
              tallies(handle, tenant, Starts.hours(now)),
              tallies(handle, tenant, Starts.days(now, zone)),
              longLived(handle, tenant));
        });
  }

  @Override
  public long count(int limit) {
    return db.acrossTenants(
        handle -> handle.createQuery(COUNT).bind("limit", limit).mapTo(Long.class).one());
  }

  private static Instant moment(Handle handle) {
    return handle
        .createQuery("SELECT eg_now() AS now")
        .map((row, context) -> Columns.instant(row, "now"))
        .one();
  }

  private static List<Stand> stands(Handle handle, TenantId tenant) {
    return handle
        .createQuery(STANDS)
        .bind("tenant", tenant.value())
        .map((row, context) -> stand(row))
        .filter(stand -> stand.grants() > 0)
        .list();
  }

  private static Stand stand(ResultSet row) throws SQLException {
    var one = Columns.maybeUuid(row, "one");
    return new Stand(
        new ProviderId(Columns.uuid(row, "provider_id")),
        GrantStatus.valueOf(Columns.text(row, "status")),
        Columns.maybeText(row, "status_cause"),
        row.getLong("grants"),
        Columns.maybeInstant(row, "since"),
        one == null ? null : new GrantId(one));
  }

  private static Map<ProviderId, Long> longLived(Handle handle, TenantId tenant) {
    return handle
        .createQuery(LONG_LIVED)
        .bind("tenant", tenant.value())
        .map(
            (row, context) ->
                Map.entry(new ProviderId(Columns.uuid(row, "provider_id")), row.getLong("grants")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static List<EndsSoon> ends(Handle handle, TenantId tenant) {
    return handle
        .createQuery(ENDS)
        .bind("tenant", tenant.value())
        .bind("ends_ms", EndsSoon.MONTH.toMillis())
        .bind("week_ms", EndsSoon.WEEK.toMillis())
        .map(
            (row, context) ->
                new EndsSoon(
                    new ProviderId(Columns.uuid(row, "provider_id")),
                    row.getLong("week"),
                    row.getLong("month"),
                    Columns.instant(row, "first"),
                    Columns.maybeInstant(row, "later")))
        .list();
  }

  private static List<Pulse> pulses(Handle handle, TenantId tenant) {
    return handle
        .createQuery(PULSES)
        .bind("tenant", tenant.value())
        .bind("late_ms", Pulse.LATE.toMillis())
        .map((row, context) -> pulse(row))
        .list();
  }

  private static Pulse pulse(ResultSet row) throws SQLException {
    var now = Columns.instant(row, "now");
    var due = Columns.maybeInstant(row, "due_at");
    return new Pulse(
        new ProviderId(Columns.uuid(row, "id")),
        Columns.text(row, "name"),
        ProviderStatus.valueOf(Columns.text(row, "status")),
        Columns.maybeText(row, "status_reason"),
        Columns.instant(row, "since"),
        due == null ? Duration.ZERO : Duration.between(due, now),
        row.getLong("late"),
        Columns.maybeInstant(row, "retry_at"));
  }

  private static List<Tally> tallies(Handle handle, TenantId tenant, List<Instant> starts) {
    return handle
        .createQuery(TALLIES)
        .bind("tenant", tenant.value())
        .bind("starts", starts.stream().map(Instant::toString).toArray(String[]::new))
        .map(
            (row, context) ->
                new Tally(
                    new ProviderId(Columns.uuid(row, "provider_id")),
                    Columns.instant(row, "since"),
                    OutcomeKind.of(Columns.text(row, "outcome")),
                    row.getLong("attempts")))
        .list();
  }
}
