package io.evergrant.it.postgresql;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.DatabaseCanary;
import io.evergrant.adapter.postgresql.EscrowStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.CodeVerifier;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.IssuedTokens;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.EmptyCatalogue;
import io.evergrant.usecase.access.FetchAccessToken;
import io.evergrant.usecase.port.AccessMemory;
import io.evergrant.usecase.port.EscrowSeal;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Rest;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.port.TokenEndpoint;
import io.evergrant.usecase.port.TokenStanding;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.refresh.Adjudicate;
import io.evergrant.usecase.refresh.ClaimDue;
import io.evergrant.usecase.refresh.DecideReplay;
import io.evergrant.usecase.refresh.EndAttempt;
import io.evergrant.usecase.refresh.Finish;
import io.evergrant.usecase.refresh.KeepInEscrow;
import io.evergrant.usecase.refresh.KnownProviders;
import io.evergrant.usecase.refresh.Lanes;
import io.evergrant.usecase.refresh.RefreshDue;
import io.evergrant.usecase.refresh.RefreshNow;
import io.evergrant.usecase.refresh.RefreshOne;
import io.evergrant.usecase.refresh.RefreshSettings;
import io.evergrant.usecase.refresh.StoreAnswer;
import io.evergrant.usecase.refresh.WriteGate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The refresh engine of a node on the real database; Vault is a map, and the provider answers what
 * it is told to.
 */
final class Node implements AutoCloseable {
  volatile boolean down;

  /** What the provider answers instead of tokens. */
  volatile @Nullable TokenAnswer instead;

  /** How long the provider takes. */
  volatile Duration pause = Duration.ZERO;

  /** The provider answers nobody before this is open. */
  volatile CountDownLatch door = new CountDownLatch(0);

  /** Requests that reached the provider from this node. */
  final AtomicInteger sent = new AtomicInteger();

  final RefreshDue due;
  final RefreshNow now;
  final FetchAccessToken access;

  Node() {
    this("node-1", new MapVault());
  }

  /** One of several nodes over the same stores. */
  Node(String name, MapVault vault) {
    this(name, vault, AccessMemory.NONE);
  }

  /** One that remembers access tokens. */
  Node(String name, MapVault vault, AccessMemory memory) {
    Ticker ticker = System::nanoTime;
    Rest rest = Thread::sleep;
    var settings = RefreshSettings.DEFAULT;
    var portal = new PortalSettings(name, URI.create("http://localhost:8080"));
    var journal = new RefreshJournalStore(Server.db());
    var providers = new ProviderStore(Server.db());
    var canary = new DatabaseCanary(Server.db());
    var gate = new WriteGate(node -> {}, canary::write, portal, ticker);
    var store = new StoreAnswer(vault, gate, ticker, rest);
    var end =
        new EndAttempt(
            journal, providers, new EscrowStore(Server.db()), new AuditStore(Server.db()), portal);
    var one =
        new RefreshOne(
            journal,
            new KnownProviders(providers, new OneSecret(), ticker),
            gate,
            new Switch(),
            store,
            (p, secret, tokens) -> Proof.STORED,
            new DecideReplay((p, secret, token) -> TokenStanding.Standing.NOT_TOLD),
            new Adjudicate(journal, vault, gate, new EmptyCatalogue()),
            (tenant, token) -> new Fingerprint("f-" + token.reveal()),
            settings,
            () -> ThreadLocalRandom.current().nextDouble());
    var seal = new NoSeal();
    due =
        new RefreshDue(
            new ClaimDue(journal, portal, settings),
            vault,
            one,
            new Finish(end, new KeepInEscrow(seal, end, store, rest), gate, rest),
            gate,
            seal,
            settings,
            new Lanes(settings, ticker),
            Executors::newVirtualThreadPerTaskExecutor,
            ticker);
    var grants = new GrantStore(Server.db());
    now = new RefreshNow(due, grants, Executors::newVirtualThreadPerTaskExecutor, rest);
    access = new FetchAccessToken(grants, vault, memory, now);
  }

  @Override
  public void close() {
    door.countDown();
    now.stop();
    due.stop();
  }

  /** Issues a new token, or answers 500 while it is down. */
  private final class Switch implements TokenEndpoint {
    @Override
    public TokenAnswer refresh(Provider provider, ClientSecrets secret, RefreshToken token) {
      var took = Duration.ofMillis(1);
      sent.incrementAndGet();
      sleep();
      var other = instead;
      if (other != null) {
        return other;
      }
      if (down) {
        return new TokenAnswer.Answered(
            500, TokenAnswer.BodyKind.EMPTY, null, null, null, null, took);
      }
      var tokens =
          new IssuedTokens(
              new AccessToken("a-" + UUID.randomUUID()),
              new RefreshToken(UUID.randomUUID().toString()),
              null,
              "Bearer",
              null,
              Duration.ofHours(2),
              null);
      return new TokenAnswer.Answered(
          200, TokenAnswer.BodyKind.JSON, tokens, null, null, null, took);
    }

    private void sleep() {
      try {
        door.await();
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        throw new AssertionError("nobody may cancel a refresh", e);
      }
    }

    @Override
    public TokenAnswer exchange(
        Provider provider,
        ClientSecrets secret,
        AuthorizationCode code,
        CodeVerifier verifier,
        URI redirectUri) {
      throw new AssertionError("a refresh exchanges no code");
    }
  }

  /** Each location holds a first token set until something is written. */
  static final class MapVault implements TokenVault {
    private final Map<String, Opened.Found> entries = new ConcurrentHashMap<>();

    @Override
    public void ensureKey(TenantId tenant) {}

    @Override
    public List<Opened> open(List<TokenLocation> locations) {
      return locations.stream().<Opened>map(this::at).toList();
    }

    @Override
    public List<Opened> openAt(List<At> wanted) {
      return open(wanted.stream().map(At::location).toList());
    }

    private Opened.Found at(TokenLocation location) {
      return entries.computeIfAbsent(location.path(), path -> new Opened.Found(1, 1, first()));
    }

    private static Entry first() {
      var tokens =
          new TokenSet(new RefreshToken("r1"), null, null, Scope.EMPTY, null, null, Instant.EPOCH);
      return new Entry(
          new AttemptId(UUID.randomUUID()), null, new Fingerprint("f0"), false, tokens);
    }

    @Override
    public Written write(TokenLocation location, int expectedVersion, Entry entry) {
      var there = at(location);
      if (there.version() != expectedVersion) {
        return new Written.Conflict();
      }
      entries.put(location.path(), new Opened.Found(expectedVersion + 1, 1, entry));
      return new Written.Stored(expectedVersion + 1, 1);
    }

    @Override
    public void destroy(TokenLocation location) {
      entries.remove(location.path());
    }
  }

  private static final class OneSecret implements SecretVault {
    @Override
    public void put(TenantId tenant, ProviderId provider, ClientSecret secret) {}

    @Override
    public ClientSecrets get(TenantId tenant, ProviderId provider) {
      return ClientSecrets.of(new ClientSecret("s"));
    }

    @Override
    public void destroy(TenantId tenant, ProviderId provider) {}
  }

  private static final class NoSeal implements EscrowSeal {
    @Override
    public void prepare(TenantId tenant) {}

    @Override
    public Sealed seal(TokenLocation location, TokenVault.Entry entry) {
      throw new StoreUnavailable(StoreUnavailable.Cause.FAILED, "nothing is escrowed here");
    }

    @Override
    public TokenVault.Entry open(TokenLocation location, Sealed sealed) {
      throw new AssertionError("nothing is escrowed here");
    }
  }
}
