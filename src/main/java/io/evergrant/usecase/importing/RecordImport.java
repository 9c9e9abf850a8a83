package io.evergrant.usecase.importing;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.importing.StoreRows.Stored;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.GrantChanges.Consent;
import io.evergrant.usecase.port.Imports;
import io.evergrant.usecase.port.Imports.Spent;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.StrayLocations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The database's share of an import, one short transaction a step. */
@Singleton
class RecordImport {
  private final Providers providers;
  private final Imports imports;
  private final StrayLocations strays;
  private final AuditLog audit;
  private final PortalSettings portal;

  @Inject
  RecordImport(
      Providers providers,
      Imports imports,
      StrayLocations strays,
      AuditLog audit,
      PortalSettings portal) {
    this.providers = providers;
    this.imports = imports;
    this.strays = strays;
    this.audit = audit;
    this.portal = portal;
  }

  /** Those that the importer reaches. */
  @Transactional
  List<Provider> providers(Importer by, TenantId tenant) {
    return providers.list(tenant).stream().filter(one -> by.reaches().test(one.id())).toList();
  }

  /** Each row with its grant; those whose token is spent, taken or ambiguous are refused. */
  @Transactional
  Plan match(TenantId tenant, Plan plan) {
    var known = imports.known(tenant, plan.planned().stream().map(Planned::wanted).toList());
    var matched = plan.among(known);
    var asked =
        matched.planned().stream()
            .flatMap(
                row ->
                    Optional.ofNullable(row.target())
                        .map(grant -> new Spent(grant, row.fingerprint()))
                        .stream())
            .toList();
    return asked.isEmpty() ? matched : matched.without(imports.spent(tenant, asked));
  }

  @Transactional
  Duration backlog(TenantId tenant, ProviderId provider) {
    return imports.backlog(tenant, provider);
  }

  /** Tokens are about to lie there, and no row points there yet. */
  @Transactional
  void expect(List<TokenLocation> locations) {
    locations.forEach(strays::add);
  }

  /** Nothing lies there any more. */
  @Transactional
  void destroyed(List<TokenLocation> locations) {
    locations.forEach(strays::remove);
  }

  /**
   * The tokens are in Vault: grants, attempts and events, or nothing of it. A row whose grant is
   * another one than was planned is left out, and so is one whose provider refuses imports by now.
   *
   * @param all whether one row that is left out takes the others with it
   * @return the rows that were kept and those left out, and where older tokens lie now
   */
  @Transactional
  Recorded record(Importer by, List<Stored> rows, boolean all) {
    var tenant = by.tenant();
    imports.lock(tenant);
    var plan = new ArrayList<Planned>();
    rows.forEach(row -> plan.add(row.sealed().planned()));
    var now = targets(match(tenant, Plan.again(plan)));
    var kept = new ArrayList<RowTaken>();
    var left = new ArrayList<RowProblem>();
    var older = new ArrayList<TokenLocation>();
    var refusing = refusing(tenant);
    for (var row : rows) {
      var planned = row.sealed().planned();
      if (refusing.contains(planned.row().provider())) {
        left.add(row.sealed().refused(Fault.IMPORT_REFUSED));
        continue;
      }
      var found = now.get(planned.row().row());
      if (found == null || !Objects.equals(found.target(), planned.target())) {
        left.add(row.sealed().refused(Fault.CHANGED_MEANWHILE));
      } else {
        imports
            .keep(consent(row), planned.row().tokens().issuedAt(), event(by, row), portal.node())
            .ifPresent(older::add);
        kept.add(row.sealed().taken());
      }
    }
    if (all && !left.isEmpty()) {
      throw new LeftOut(left);
    }
    return new Recorded(kept, left, older);
  }

  private Set<ProviderId> refusing(TenantId tenant) {
    return providers.list(tenant).stream()
        .filter(provider -> provider.policy().guard().refusesImport())
        .map(Provider::id)
        .collect(Collectors.toSet());
  }

  private static Map<Integer, Planned> targets(Plan plan) {
    var targets = new HashMap<Integer, Planned>();
    plan.planned().forEach(row -> targets.put(row.row().row(), row));
    return targets;
  }

  private static Consent consent(Stored stored) {
    var sealed = stored.sealed();
    var planned = sealed.planned();
    var row = planned.row();
    var known = planned.grant();
    var tokens = stored.tokens();
    return new Consent(
        sealed.grant(),
        sealed.location(),
        row.provider(),
        row.subject(),
        known == null ? row.externalId() : known.account(),
        row.externalId(),
        planned.provider().scope(),
        tokens.scope(),
        stored.version(),
        stored.keyVersion(),
        planned.fingerprint(),
        sealed.dueIn(),
        tokens.expiresAt(),
        tokens.refreshExpiresAt());
  }

  private static AuditEvent event(Importer by, Stored stored) {
    var sealed = stored.sealed();
    var planned = sealed.planned();
    var details = new HashMap<String, String>();
    details.put("external_id", planned.row().externalId());
    details.put("scope", stored.tokens().scope().toString());
    details.put("fingerprint", planned.fingerprint().value());
    details.put("kv_version", Integer.toString(stored.version()));
    details.put("key_version", Integer.toString(stored.keyVersion()));
    details.put("replaced", Boolean.toString(planned.grant() != null));
    return new AuditEvent(
        by.tenant(),
        AuditEventType.TOKENS_IMPORTED,
        by.actor(),
        sealed.grant(),
        planned.row().provider(),
        sealed.attempt(),
        true,
        "imported",
        details);
  }

  /** The import as a whole, however it ended. */
  @Transactional
  void ended(
      Importer by, @Nullable ProviderId provider, String outcome, Map<String, String> details) {
    audit.append(
        new AuditEvent(
            by.tenant(),
            AuditEventType.IMPORT_ENDED,
            by.actor(),
            null,
            provider,
            null,
            false,
            outcome,
            details));
  }

  /** What was written; {@code older} places are strays now. */
  record Recorded(List<RowTaken> kept, List<RowProblem> left, List<TokenLocation> older) {}

  /** Takes the transaction back. */
  static final class LeftOut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RowProblem> rows;

    LeftOut(List<RowProblem> rows) {
      super("rows were changed meanwhile", null, false, false);
      this.rows = List.copyOf(rows);
    }

    List<RowProblem> rows() {
      return rows;
    }
  }
}
