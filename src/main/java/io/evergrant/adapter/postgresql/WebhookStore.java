package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.DisabledWhy;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.Webhooks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Webhooks, in table {@code webhook}. */
@Singleton
public class WebhookStore implements Webhooks {
  private static final String LIST =
      WebhookRow.SELECT
          + """
          ORDER BY lower(w.name COLLATE pg_c_utf8), w.id
          """;

  private static final String FIND =
      WebhookRow.SELECT
          + """
            AND w.id = :id
          """;

  private static final String COUNT =
      """
      SELECT count(*)
      FROM webhook
      WHERE tenant_id = :tenant
      """;

  private static final String INSERT =
      """
      INSERT INTO webhook (tenant_id, id, name, url, events, generation, number)
      SELECT :tenant, :id, :name, :url, :events, :generation, f.number
      FROM audit_floor f
      ON CONFLICT DO NOTHING
      """;

  /**
   * An update cannot let a conflict pass: the name is looked for first, and the key has the last
   * word.
   */
  private static final String IS_TAKEN =
      """
      SELECT EXISTS (
        SELECT FROM webhook
        WHERE tenant_id = :tenant
          AND id <> :id
          AND lower(name COLLATE pg_c_utf8) = lower(CAST(:name AS text) COLLATE pg_c_utf8))
      """;

  private static final String CHANGE =
      """
      UPDATE webhook
      SET name = :name, url = :url, events = :events, version = version + 1
      WHERE tenant_id = :tenant
        AND id = :id
        AND version = :version
      """;

  private static final String DELETE =
      """
      DELETE FROM webhook
      WHERE tenant_id = :tenant
        AND id = :id
      """;

  private static final String DISABLE =
      """
      UPDATE webhook
      SET disabled_why = :why, disabled_at = eg_now(), version = version + 1
      WHERE tenant_id = :tenant
        AND id = :id
        AND disabled_why IS NULL
      """;

  private static final String ENABLE =
      """
      UPDATE webhook
      SET disabled_why = NULL, disabled_at = NULL, version = version + 1, failing_since = NULL, failures = 0,
          rests_until = NULL, due_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
        AND disabled_why IS NOT NULL
      """;

  private static final String BEGIN_ANEW =
      """
      UPDATE webhook_delivery
      SET next_at = eg_now(), refused_since = NULL
      WHERE tenant_id = :tenant
        AND webhook_id = :id
        AND state = 'WAITING'
      """;

  private static final String WAKE =
      """
      UPDATE webhook
      SET rests_until = NULL, due_at = eg_now()
      WHERE tenant_id = :tenant
        AND id = :id
      """;

  private static final String ROTATED =
      """
      UPDATE webhook
      SET generation = :generation, previous_generation = generation,
          previous_ends_at = eg_now() + :overlap_ms * interval '1 millisecond', version = version + 1
      WHERE tenant_id = :tenant
        AND id = :id
        AND generation = :seen
      """;

  private final Db db;

  @Inject
  public WebhookStore(Db db) {
    this.db = db;
  }

  @Override
  public List<Webhook> list(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle.createQuery(LIST).bind("tenant", tenant.value()).map(new WebhookRow()).list());
  }

  @Override
  public Optional<Webhook> find(TenantId tenant, WebhookId id) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant.value())
                .bind("id", id.value())
                .map(new WebhookRow())
                .findOne());
  }

  @Override
  public int count(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle.createQuery(COUNT).bind("tenant", tenant.value()).mapTo(Integer.class).one());
  }

  @Override
  public boolean insert(TenantId tenant, WebhookId id, Wanted wanted, long generation) {
    return run(tenant, id, INSERT, update -> bound(update, wanted).bind("generation", generation));
  }

  @Override
  public Changed change(TenantId tenant, WebhookId id, long version, Wanted wanted) {
    return db.inTenant(
        tenant,
        handle -> {
          if (isTaken(handle, tenant, id, wanted.name())) {
            return Changed.NAME_TAKEN;
          }
          var changed =
              run(tenant, id, CHANGE, update -> bound(update, wanted).bind("version", version));
          return changed ? Changed.DONE : Changed.NOT_AS_SEEN;
        });
  }

  private static boolean isTaken(Handle handle, TenantId tenant, WebhookId id, String name) {
    return handle
        .createQuery(IS_TAKEN)
        .bind("tenant", tenant.value())
        .bind("id", id.value())
        .bind("name", name)
        .mapTo(Boolean.class)
        .one();
  }

  private static Update bound(Update update, Wanted wanted) {
    return update
        .bind("name", wanted.name())
        .bind("url", wanted.url().toString())
        .bind("events", wanted.events().all().toArray(String[]::new));
  }

  @Override
  public boolean delete(TenantId tenant, WebhookId id) {
    return run(tenant, id, DELETE, UnaryOperator.identity());
  }

  @Override
  public boolean disable(TenantId tenant, WebhookId id, DisabledWhy why) {
    return run(tenant, id, DISABLE, update -> update.bind("why", why.code()));
  }

  @Override
  public boolean enable(TenantId tenant, WebhookId id) {
    if (!run(tenant, id, ENABLE, UnaryOperator.identity())) {
      return false;
    }
    run(tenant, id, BEGIN_ANEW, UnaryOperator.identity());
    return true;
  }

  @Override
  public void wake(TenantId tenant, WebhookId id) {
    run(tenant, id, WAKE, UnaryOperator.identity());
  }

  @Override
  public boolean rotated(
      TenantId tenant, WebhookId id, long seen, long generation, Duration overlap) {
    return run(
        tenant,
        id,
        ROTATED,
        update ->
            update
                .bind("seen", seen)
                .bind("generation", generation)
                .bind("overlap_ms", overlap.toMillis()));
  }

  /** Whether it did anything. */
  private boolean run(
      TenantId tenant, WebhookId id, String statement, UnaryOperator<Update> values) {
    return db.inTenant(
        tenant,
        handle ->
            values
                    .apply(
                        handle
                            .createUpdate(statement)
                            .bind("tenant", tenant.value())
                            .bind("id", id.value()))
                    .execute()
                > 0);
  }
}
