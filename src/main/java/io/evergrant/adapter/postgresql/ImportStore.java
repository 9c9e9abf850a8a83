package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.GrantChanges.Consent;
import io.evergrant.usecase.port.Imports;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StrayLocations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Imports, in {@code oauth_grant} and {@code refresh_attempt}. */
@Singleton
public class ImportStore implements Imports {
  private static final String LOCK =
      """
      SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('evergrant import ' || :tenant, 0))
      """;

  private static final String KNOWN =
      """
      SELECT g.*
      FROM oauth_grant g
      WHERE g.tenant_id = :tenant
        AND ((g.provider_id, g.external_id) IN (SELECT w.p, w.e FROM unnest(:providers, :external_ids) AS w (p, e))
             OR (g.provider_id, g.subject) IN (SELECT w.p, w.s FROM unnest(:providers, :subjects) AS w (p, s))
             OR g.fingerprint = ANY (:fingerprints))
      ORDER BY g.created_at, g.id
      """;

  private static final String SPENT =
      """
      SELECT DISTINCT a.grant_id, a.fingerprint
      FROM unnest(:grants, :fingerprints) AS w (g, f)
      JOIN refresh_attempt a ON a.grant_id = w.g AND a.fingerprint = w.f
      WHERE a.tenant_id = :tenant
        AND a.outcome = 'renewed'
      """;

  private static final String BACKLOG =
      """
      SELECT coalesce(greatest(0, extract(epoch FROM max(due_at) - eg_now()) * 1000), 0)::bigint
      FROM oauth_grant
      WHERE tenant_id = :tenant
        AND provider_id = :provider
        AND unproved
        AND status = 'ACTIVE'
        AND failures = 0
      """;

  /** Nothing is sent, so there is no intent to be kept: the attempt is written with its end. */
  private static final String ATTEMPT =
      """
      WITH ended AS (
        INSERT INTO refresh_attempt (
          tenant_id, id, grant_id, provider_id, trigger, actor, node, open, ended_at, outcome, cause)
        VALUES (
          :event_tenant, :event_attempt, :event_grant, :event_provider, 'IMPORT', :caller, :node, false, eg_now(),
          :event_outcome, :cause)
        RETURNING id
      )
      INSERT INTO audit_event (
        tenant_id, type, actor_kind, actor_member, actor_name, grant_id, provider_id, attempt_id, terminal,
        outcome, details)
      SELECT :event_tenant, :event_type, :event_actor_kind, CAST(:event_actor_member AS uuid), :event_actor_name,
             CAST(:event_grant AS uuid), CAST(:event_provider AS uuid), CAST(:event_attempt AS uuid),
             :event_terminal, :event_outcome, jsonb_object(:event_detail_keys, :event_detail_values)
      FROM ended
      """;

  private final Db db;
  private final StrayLocations strays;
  private final NewConsent newConsent = new NewConsent();

  @Inject
  public ImportStore(Db db, StrayLocations strays) {
    this.db = db;
    this.strays = strays;
  }

  @Override
  public void lock(TenantId tenant) {
    db.inTenant(
        tenant,
        handle ->
            handle.createQuery(LOCK).bind("tenant", tenant.toString()).mapTo(Integer.class).one());
  }

  @Override
  public List<Known> known(TenantId tenant, List<Wanted> wanted) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(KNOWN)
                .bind("tenant", tenant.value())
                .bind(
                    "providers",
                    wanted.stream().map(row -> row.provider().value()).toArray(UUID[]::new))
                .bind(
                    "external_ids", wanted.stream().map(Wanted::externalId).toArray(String[]::new))
                .bind("subjects", wanted.stream().map(Wanted::subject).toArray(String[]::new))
                .bind(
                    "fingerprints",
                    wanted.stream().map(row -> row.fingerprint().value()).toArray(String[]::new))
                .map(
                    (row, context) ->
                        new Known(
                            new GrantId(Columns.uuid(row, "id")),
                            new ProviderId(Columns.uuid(row, "provider_id")),
                            Columns.maybeText(row, "subject"),
                            Columns.maybeText(row, "external_id"),
                            Columns.text(row, "account"),
                            new Fingerprint(Columns.text(row, "fingerprint")),
                            StatusColumns.of(row).isRefreshed()))
                .list());
  }

  @Override
  public Set<Spent> spent(TenantId tenant, List<Spent> asked) {
    return db.inTenant(
        tenant,
        handle ->
            new HashSet<>(
                handle
                    .createQuery(SPENT)
                    .bind("tenant", tenant.value())
                    .bind(
                        "grants",
                        asked.stream().map(one -> one.grant().value()).toArray(UUID[]::new))
                    .bind(
                        "fingerprints",
                        asked.stream().map(one -> one.fingerprint().value()).toArray(String[]::new))
                    .map(
                        (row, context) ->
                            new Spent(
                                new GrantId(Columns.uuid(row, "grant_id")),
                                new Fingerprint(Columns.text(row, "fingerprint"))))
                    .list()));
  }

  @Override
  public Duration backlog(TenantId tenant, ProviderId provider) {
    return db.inTenant(
        tenant,
        handle ->
            Duration.ofMillis(
                handle
                    .createQuery(BACKLOG)
                    .bind("tenant", tenant.value())
                    .bind("provider", provider.value())
                    .mapTo(Long.class)
                    .one()));
  }

  @Override
  public Optional<TokenLocation> keep(
      Consent consent, @Nullable Instant consentedAt, AuditEvent event, String node) {
    if (!strays.remove(consent.location())) {
      throw new StoreUnavailable(
          StoreUnavailable.Cause.FAILED, "the tokens were swept before a grant pointed to them");
    }
    return db.inTenant(
        consent.location().tenant(),
        handle -> {
          var older = newConsent.writeImported(handle, consent, consentedAt);
          tell(handle, event, older.isPresent() ? "replaced" : "", node);
          older.ifPresent(strays::add);
          return older;
        });
  }

  private static void tell(Handle handle, AuditEvent event, String cause, String node) {
    AttemptId attempt = event.attempt();
    if (!event.terminal() || attempt == null) {
      throw new IllegalArgumentException("the event ends no attempt");
    }
    AuditEventColumns.bind(handle.createUpdate(ATTEMPT), event)
        .bind("caller", ActorColumns.caller(event.actor()))
        .bind("node", node)
        .bind("cause", cause)
        .execute();
  }
}
