package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.SyslogCursors;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** How far the syslog receiver has read, by functions that are made for it. */
@Singleton
public class SyslogStore implements SyslogCursors {
  private static final String DUE =
      """
      SELECT *
      FROM eg_syslog_due()
      """;

  private static final String CLAIM =
      """
      SELECT fence
      FROM eg_claim_syslog(:node, :lease_ms * interval '1 millisecond')
      """;

  private static final String GO_ON =
      """
      SELECT eg_syslog_goes_on(:fence, :lease_ms * interval '1 millisecond')
      """;

  private static final String TAKEN =
      """
      SELECT eg_syslog_taken(:fence, :tenants, :sequences, :checkpoints) AS came
      """;

  private static final String FAILED =
      """
      SELECT eg_syslog_failed(:fence, :trouble, :longest_ms * interval '1 millisecond')
      """;

  private static final String STANDING =
      """
      SELECT *
      FROM eg_syslog_standing()
      """;

  private final Db db;

  @Inject
  public SyslogStore(Db db) {
    this.db = db;
  }

  @Override
  public List<Due> due() {
    return db.acrossTenants(
        handle -> handle.createQuery(DUE).map((row, context) -> due(row)).list());
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        new TenantId(Columns.uuid(row, "tenant_id")),
        Columns.text(row, "name"),
        new Reached(row.getLong("sequence"), row.getLong("checkpoint")));
  }

  @Override
  public Optional<Long> claim(String node, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("lease_ms", lease.toMillis())
                .mapTo(Long.class)
                .findOne());
  }

  @Override
  public boolean goOn(long fence, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(GO_ON)
                .bind("fence", fence)
                .bind("lease_ms", lease.toMillis())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Taken taken(long fence, Map<TenantId, Reached> reached) {
    var tenants = List.copyOf(reached.entrySet());
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(TAKEN)
                .bind("fence", fence)
                .bind(
                    "tenants",
                    tenants.stream().map(entry -> entry.getKey().value()).toArray(UUID[]::new))
                .bind("sequences", places(tenants, Reached::sequence))
                .bind("checkpoints", places(tenants, Reached::checkpoint))
                .map(
                    (row, context) ->
                        Taken.valueOf(Columns.text(row, "came").toUpperCase(Locale.ROOT)))
                .one());
  }

  private static Long[] places(
      List<Map.Entry<TenantId, Reached>> tenants, ToLongFunction<Reached> place) {
    return tenants.stream().map(entry -> place.applyAsLong(entry.getValue())).toArray(Long[]::new);
  }

  @Override
  public boolean failed(long fence, ReceiverTrouble trouble, Duration longestRest) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(FAILED)
                .bind("fence", fence)
                .bind("trouble", trouble.name().toLowerCase(Locale.ROOT))
                .bind("longest_ms", longestRest.toMillis())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Standing standing() {
    return db.acrossTenants(
        handle -> handle.createQuery(STANDING).map((row, context) -> standing(row)).one());
  }

  private static Standing standing(ResultSet row) throws SQLException {
    var trouble = Columns.maybeText(row, "trouble");
    return new Standing(
        trouble == null ? null : ReceiverTrouble.valueOf(trouble.toUpperCase(Locale.ROOT)),
        Columns.maybeInstant(row, "trouble_since"),
        Columns.maybeInstant(row, "taken_at"),
        row.getLong("waiting"));
  }
}
