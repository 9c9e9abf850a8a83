package io.evergrant.usecase.importing;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.importing.RecordImport.LeftOut;
import io.evergrant.usecase.importing.StoreRows.NotStored;
import io.evergrant.usecase.importing.StoreRows.Stored;
import io.evergrant.usecase.port.Fingerprints;
import io.evergrant.usecase.port.ImportSettings;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes over tokens that another program kept: Vault first, then the rows that point there. Nothing
 * is asked of a provider here; the timer proves each grant by its first refresh, at a pace.
 */
@Singleton
public class ImportTokens {
  /** That one import may have. */
  public static final int MOST_ROWS = 5_000;

  /** A part is recorded before the next begins, so that no transaction is long. */
  private static final int PART = 200;

  private final RecordImport record;
  private final StoreRows store;
  private final TokenVault vault;
  private final Fingerprints fingerprints;
  private final ImportSettings settings;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  ImportTokens(
      RecordImport record,
      StoreRows store,
      TokenVault vault,
      Fingerprints fingerprints,
      ImportSettings settings,
      InstantSource clock) {
    this.record = record;
    this.store = store;
    this.vault = vault;
    this.fingerprints = fingerprints;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * For a back end. Uses the network: no transaction here.
   *
   * @throws StoreUnavailable where a store did not serve and no row was taken
   */
  public Imported run(ApiKey by, Format format, Mode mode, byte[] body) {
    return run(Importer.of(by), format, mode, body);
  }

  /**
   * For an admin, as above.
   *
   * @param door facts for the log on how the tokens came
   */
  public Imported run(Member by, Map<String, String> door, Format format, Mode mode, byte[] body) {
    return run(Importer.of(by, door), format, mode, body);
  }

  private Imported run(Importer by, Format format, Mode mode, byte[] body) {
    var tenant = by.tenant();
    var facts = new HashMap<>(by.facts());
    facts.put("format", format.name().toLowerCase(Locale.ROOT));
    facts.put("mode", mode.name().toLowerCase(Locale.ROOT));
    Document document;
    try {
      document = Document.read(format, body, clock.instant());
    } catch (BodyRefused e) {
      facts.put("reason", e.fault().kind().name().toLowerCase(Locale.ROOT));
      record.ended(by, null, "refused", facts);
      return new Imported.BodyUnread(e.fault());
    }
    facts.put("rows", Integer.toString(document.count()));
    fingerprints.ready();
    var plan = plan(by, tenant, document);
    if (mode == Mode.ALL && !plan.problems().isEmpty()) {
      return refused(by, facts, document.count(), plan.problems());
    }
    var done = mode == Mode.ALL ? all(by, plan, document.count()) : rows(by, plan);
    return switch (done) {
      case Imported.Done ended -> told(by, facts, plan, ended);
      case Imported.RowsRefused none -> refused(by, facts, none.rows(), none.refused());
      case Imported.BodyUnread unread -> unread;
    };
  }

  private Plan plan(Importer by, TenantId tenant, Document document) {
    var providers = record.providers(by, tenant);
    var plan =
        Plan.of(document, providers, row -> fingerprints.of(tenant, row.tokens().refreshToken()));
    return plan.planned().isEmpty() ? plan : record.match(tenant, plan);
  }

  private Imported all(Importer by, Plan plan, int count) {
    var sealed = seal(by.tenant(), plan);
    var tried = store(sealed);
    var failed =
        tried.stream().filter(NotStored.class::isInstance).map(NotStored.class::cast).findFirst();
    if (failed.isPresent()) {
      forget(sealed.stream().map(Sealed::location).toList());
      throw failed.get().why();
    }
    var stored = tried.stream().map(Stored.class::cast).toList();
    try {
      var taken = new ArrayList<>(unchanged(plan));
      taken.addAll(recorded(by, stored, true).kept());
      return done(taken, List.of());
    } catch (LeftOut e) {
      forget(sealed.stream().map(Sealed::location).toList());
      return new Imported.RowsRefused(count, e.rows());
    }
  }

  /** A store that stops serving ends the import where it is, and the rows say so. */
  private Imported rows(Importer by, Plan plan) {
    var sealed = seal(by.tenant(), plan);
    var taken = new ArrayList<>(unchanged(plan));
    var refused = new ArrayList<>(plan.problems());
    @Nullable StoreUnavailable gone = null;
    for (var from = 0; from < sealed.size(); from += PART) {
      var part = sealed.subList(from, Math.min(from + PART, sealed.size()));
      if (gone == null) {
        gone = part(by, part, taken, refused);
      } else {
        part.forEach(row -> refused.add(row.refused(Fault.STORE_UNAVAILABLE)));
      }
    }
    if (gone != null && taken.isEmpty()) {
      throw gone;
    }
    return done(taken, refused);
  }

  private @Nullable StoreUnavailable part(
      Importer by, List<Sealed> part, List<RowTaken> taken, List<RowProblem> refused) {
    try {
      var tried = store(part);
      var recorded =
          recorded(
              by,
              tried.stream().filter(Stored.class::isInstance).map(Stored.class::cast).toList(),
              false);
      taken.addAll(recorded.kept());
      refused.addAll(recorded.left());
      return tried.stream()
          .filter(NotStored.class::isInstance)
          .map(NotStored.class::cast)
          .peek(row -> refused.add(row.sealed().refused(Fault.STORE_UNAVAILABLE)))
          .map(NotStored::why)
          .reduce((first, next) -> first)
          .orElse(null);
    } catch (StoreUnavailable e) {
      part.forEach(row -> refused.add(row.refused(Fault.STORE_UNAVAILABLE)));
      return e;
    }
  }

  /** What was written down as a stray and is not recorded is found by the sweeper. */
  private List<StoreRows.Tried> store(List<Sealed> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    vault.ensureKey(rows.getFirst().location().tenant());
    record.expect(rows.stream().map(Sealed::location).toList());
    return store.store(rows);
  }

  private RecordImport.Recorded recorded(Importer by, List<Stored> rows, boolean all) {
    if (rows.isEmpty()) {
      return new RecordImport.Recorded(List.of(), List.of(), List.of());
    }
    var recorded = record.record(by, rows, all);
    forget(recorded.older());
    return recorded;
  }

  /** Tokens that serve nobody. The places are written down: the sweeper takes what stays there. */
  private void forget(List<TokenLocation> unused) {
    if (unused.isEmpty()) {
      return;
    }
    try {
      record.destroyed(store.destroy(unused));
    } catch (StoreUnavailable e) {
      // the sweeper comes
    }
  }

  /** First refreshes fall due one after the other, behind those that wait already. */
  private List<Sealed> seal(TenantId tenant, Plan plan) {
    var step = Duration.ofSeconds(1).dividedBy(settings.perSecond());
    var next = new HashMap<ProviderId, Duration>();
    var now = clock.instant();
    var sealed = new ArrayList<Sealed>();
    for (var row : plan.planned()) {
      if (!row.isThereAlready()) {
        var provider = row.row().provider();
        var due = next.computeIfAbsent(provider, id -> record.backlog(tenant, id));
        next.put(provider, due.plus(step));
        var grant =
            Optional.ofNullable(row.target()).orElseGet(() -> new GrantId(UUID.randomUUID()));
        var location = new TokenLocation(tenant, grant, salt());
        sealed.add(new Sealed(row, new AttemptId(UUID.randomUUID()), location, due, now));
      }
    }
    return sealed;
  }

  private static List<RowTaken> unchanged(Plan plan) {
    return plan.planned().stream()
        .filter(Planned::isThereAlready)
        .flatMap(
            row ->
                Optional.ofNullable(row.target())
                    .map(
                        grant ->
                            new RowTaken(
                                row.row().row(),
                                row.row().externalId(),
                                grant,
                                RowTaken.Result.UNCHANGED,
                                null))
                    .stream())
        .toList();
  }

  private static Imported.Done done(List<RowTaken> taken, List<RowProblem> refused) {
    return new Imported.Done(
        taken.stream().sorted(Comparator.comparingInt(RowTaken::row)).toList(),
        refused.stream().sorted(Comparator.comparingInt(RowProblem::row)).toList());
  }

  private Imported refused(
      Importer by, Map<String, String> facts, int rows, List<RowProblem> problems) {
    facts.put("refused", Integer.toString(problems.size()));
    record.ended(by, null, "refused", facts);
    return new Imported.RowsRefused(
        rows, problems.stream().sorted(Comparator.comparingInt(RowProblem::row)).toList());
  }

  private Imported told(Importer by, Map<String, String> facts, Plan plan, Imported.Done done) {
    for (var result : RowTaken.Result.values()) {
      facts.put(result.code(), Long.toString(done.count(result)));
    }
    facts.put("refused", Integer.toString(done.refused().size()));
    var providers = plan.planned().stream().map(row -> row.row().provider()).distinct().toList();
    var only = providers.size() == 1 ? providers.getFirst() : null;
    record.ended(by, only, "imported", facts);
    return done;
  }

  private String salt() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
