package io.evergrant.usecase.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.GrantChanges.Consent;
import io.evergrant.usecase.port.ImportSettings;
import io.evergrant.usecase.port.Imports;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StrayLocations;
import io.evergrant.usecase.port.TokenVault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Stores in memory, which give up when they are told to. */
public final class Scene {
  /** Whose imports these are. */
  public static final TenantId TENANT = Place.TENANT;

  public final Map<String, TokenVault.Entry> vault = new ConcurrentHashMap<>();
  public final List<TokenLocation> strays = new ArrayList<>();
  public final List<Consent> kept = new ArrayList<>();
  public final List<AuditEvent> events = new ArrayList<>();
  Duration backlog = Duration.ZERO;
  Provider provider = Place.PROVIDER;
  Runnable meanwhile = () -> {};
  public int vaultTakes = Integer.MAX_VALUE;
  int writes;
  public boolean databaseAway;
  @Nullable String changesMeanwhile;
  private int looks;

  Imported run(Mode mode, String body) {
    return tokens().run(Place.key(ApiScope.MANAGE), Format.JSON_LINES, mode, body.getBytes(UTF_8));
  }

  public List<AuditEvent> events(AuditEventType type) {
    return events.stream().filter(event -> event.type() == type).toList();
  }

  void forgetLooks() {
    looks = 0;
  }

  /** JSON Lines with so many tokens. */
  public static String rows(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                "{\"provider\":\"%s\",\"external_id\":\"c%d\",\"token\":{\"refresh_token\":\"token-%d\"}}"
                    .formatted(Place.PROVIDER.id(), i, i))
        .collect(Collectors.joining("\n"));
  }

  public ImportTokens tokens() {
    var portal = new PortalSettings("node-1", URI.create("http://localhost:8080"));
    var record = new RecordImport(providers(), imports(), strays(), audit(), portal);
    var store = new StoreRows(vault(), Executors::newVirtualThreadPerTaskExecutor);
    return new ImportTokens(
        record,
        store,
        vault(),
        (tenant, token) -> new Fingerprint("print-" + token.reveal().hashCode()),
        new ImportSettings(4),
        () -> Instant.parse("2025-11-25T12:00:00Z"));
  }

  private Imports imports() {
    return new Imports() {
      @Override
      public void lock(TenantId tenant) {
        meanwhile.run();
        if (databaseAway) {
          throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to be away");
        }
      }

      // from the second look on somebody else has made a grant
      @Override
      public List<Known> known(TenantId tenant, List<Wanted> wanted) {
        if (++looks == 1 || changesMeanwhile == null) {
          return List.of();
        }
        return List.of(
            new Known(
                new GrantId(UUID.randomUUID()),
                Place.PROVIDER.id(),
                null,
                changesMeanwhile,
                "somebody",
                new Fingerprint("other"),
                true));
      }

      @Override
      public Set<Spent> spent(TenantId tenant, List<Spent> asked) {
        return Set.of();
      }

      @Override
      public Duration backlog(TenantId tenant, ProviderId provider) {
        return backlog;
      }

      @Override
      public Optional<TokenLocation> keep(
          Consent consent, @Nullable Instant consentedAt, AuditEvent event, String node) {
        strays.remove(consent.location());
        kept.add(consent);
        events.add(event);
        return Optional.empty();
      }
    };
  }

  private Providers providers() {
    return new Providers() {
      @Override
      public Optional<Provider> find(TenantId tenant, ProviderId id) {
        return Optional.of(provider);
      }

      @Override
      public List<Provider> list(TenantId tenant) {
        return List.of(provider);
      }

      @Override
      public boolean insert(Provider provider) {
        return false;
      }

      @Override
      public boolean update(Provider provider) {
        return false;
      }

      @Override
      public boolean setStatus(
          TenantId tenant, ProviderId id, ProviderStatus status, @Nullable String reason) {
        return false;
      }
    };
  }

  private StrayLocations strays() {
    return new StrayLocations() {
      @Override
      public void add(TokenLocation location) {
        strays.add(location);
      }

      @Override
      public boolean remove(TokenLocation location) {
        return strays.remove(location);
      }

      @Override
      public List<TokenLocation> olderThan(Duration age, int limit) {
        return List.of();
      }
    };
  }

  public AuditLog audit() {
    return new AuditLog() {
      @Override
      public void append(AuditEvent event) {
        events.add(event);
      }

      @Override
      public List<AuditEntry> search(TenantId tenant, AuditQuestion question) {
        return List.of();
      }

      @Override
      public Optional<AuditEntry> find(TenantId tenant, long number) {
        return Optional.empty();
      }

      @Override
      public void stream(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> receiver) {}
    };
  }

  private TokenVault vault() {
    return new TokenVault() {
      @Override
      public void ensureKey(TenantId tenant) {}

      @Override
      public List<Opened> open(List<TokenLocation> locations) {
        throw new AssertionError("an import reads no tokens");
      }

      @Override
      public List<Opened> openAt(List<At> wanted) {
        throw new AssertionError("an import reads no tokens");
      }

      @Override
      public Written write(TokenLocation location, int expectedVersion, Entry entry) {
        synchronized (Scene.this) {
          if (++writes > vaultTakes) {
            return new Written.Failed(
                new StoreUnavailable(StoreUnavailable.Cause.SEALED, "told to refuse"));
          }
          vault.put(location.path(), entry);
          return new Written.Stored(1, 1);
        }
      }

      @Override
      public void destroy(TokenLocation location) {
        vault.remove(location.path());
      }
    };
  }
}
