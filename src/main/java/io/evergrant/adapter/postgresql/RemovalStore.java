package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.SignedRemoval;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Removals;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** By functions that look themselves whether they may: the runtime role can remove nothing. */
@Singleton
public class RemovalStore implements Removals {
  private static final String CLAIM =
      """
      SELECT *
      FROM eg_claim_audit_removal(:node, :lease_ms * interval '1 millisecond')
      """;

  private static final String REMOVE =
      """
      SELECT eg_remove_audit_events(:node, :fence, :sequence, :since, :head, :root, :body, :signature)
      """;

  private static final String RELEASE =
      """
      UPDATE audit_retention
      SET lease_until = NULL, turn_at = eg_now() + :rest_ms * interval '1 millisecond',
          altered_at = CASE WHEN :altered THEN eg_now() END
      WHERE tenant_id = :tenant
        AND fence = :fence
      """;

  private final Db db;

  @Inject
  public RemovalStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Turn> claim(String node, Duration lease) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("node", node)
                .bind("lease_ms", lease.toMillis())
                .map(
                    (row, context) ->
                        new Turn(
                            new TenantId(Columns.uuid(row, "tenant_id")),
                            row.getLong("fence"),
                            Columns.instant(row, "before")))
                .findOne());
  }

  @Override
  public Ending remove(Turn turn, String node, SignedRemoval removal, String head, String root) {
    return db.inTenant(
        turn.tenant(),
        handle ->
            handle
                .createQuery(REMOVE)
                .bind("node", node)
                .bind("fence", turn.fence())
                .bind("sequence", removal.sequence())
                .bind("since", removal.since())
                .bind("head", head)
                .bind("root", root)
                .bind("body", removal.body())
                .bind("signature", removal.signature())
                .mapTo(String.class)
                .map(ending -> Ending.valueOf(ending.toUpperCase(Locale.ROOT)))
                .one());
  }

  @Override
  public void release(Turn turn, Duration rest) {
    release(turn, rest, false);
  }

  @Override
  public void altered(Turn turn, Duration rest) {
    release(turn, rest, true);
  }

  private void release(Turn turn, Duration rest, boolean altered) {
    db.inTenant(
        turn.tenant(),
        handle ->
            handle
                .createUpdate(RELEASE)
                .bind("tenant", turn.tenant().value())
                .bind("fence", turn.fence())
                .bind("rest_ms", rest.toMillis())
                .bind("altered", altered)
                .execute());
  }
}
