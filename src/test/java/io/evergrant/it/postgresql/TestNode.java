package io.evergrant.it.postgresql;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.ConsentLinkStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.OwnerContactStore;
import io.evergrant.adapter.postgresql.OwnerMailStore;
import io.evergrant.adapter.postgresql.PresentationStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.StagedTestStore;
import io.evergrant.adapter.postgresql.StagedTestWorkStore;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.outcome.TokenAnswer.Answered;
import io.evergrant.domain.outcome.TokenAnswer.BodyKind;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.connect.LinksForTests;
import io.evergrant.usecase.connect.MakeLink;
import io.evergrant.usecase.connect.ManageLinks;
import io.evergrant.usecase.connect.OwnerPost;
import io.evergrant.usecase.grant.ActOnGrant;
import io.evergrant.usecase.port.ClientCheck;
import io.evergrant.usecase.port.Discovery.Discovered;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.ProviderReach;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.staged.AskProvider;
import io.evergrant.usecase.staged.RecordTests;
import io.evergrant.usecase.staged.RunTests;
import io.evergrant.usecase.staged.TakeStages;
import io.evergrant.usecase.staged.TestProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** A node that tests providers on the real database; a provider answers as it is told to. */
final class TestNode implements ProviderReach, ClientCheck, SecretVault {
  private final TestProvider testing;
  private final RunTests tests;
  Duration later = Duration.ZERO;
  boolean vaultIsAway;
  String error = "invalid_grant";

  /** What happens while the client is asked. */
  Runnable meanwhile = () -> {};

  TestNode(String node) {
    InstantSource clock = () -> Instant.now().plus(later);
    var portal = new PortalSettings(node, URI.create("http://localhost:8080"));
    var audit = new AuditStore(Server.db());
    var providers = new ProviderStore(Server.db());
    var grants = new GrantStore(Server.db());
    var links = new ConsentLinkStore(Server.db());
    var store = new StagedTestStore(Server.db());
    var manage =
        new ManageLinks(
            links,
            new MakeLink(
                links,
                providers,
                grants,
                new PresentationStore(Server.db()),
                new OwnerPost(
                    new OwnerContactStore(Server.db()),
                    new OwnerMailStore(Server.db()),
                    MailServer.NONE),
                audit,
                clock),
            (tenant, link) -> new OneTimeSecret("secret"),
            audit,
            portal);
    var record =
        new RecordTests(
            store,
            new StagedTestWorkStore(Server.db()),
            providers,
            grants,
            new ActOnGrant(grants, new GrantChangeStore(Server.db()), audit),
            links,
            new LinksForTests(manage),
            audit,
            portal);
    testing = new TestProvider(store, providers, record, audit);
    var asking = new AskProvider(this, TestNode::metadata, this, this, clock);
    tests =
        new RunTests(
            record, new TakeStages(record, asking, clock, System::nanoTime), OnThisThread::new);
  }

  /** What {@link Household} registers. */
  private static Discovered metadata(URI issuer) {
    return new Discovered.Found(
        issuer,
        new Endpoints(
            URI.create("https://issuer.example/authorize"),
            URI.create("https://issuer.example/token"),
            URI.create("https://issuer.example/introspect"),
            null,
            URI.create("https://issuer.example/userinfo")),
        List.of(ClientAuthentication.CLIENT_SECRET_BASIC),
        List.of(),
        true,
        List.of());
  }

  private static Member admin(Household home) {
    return new Member(home.admin, home.tenant, home.adminEmail, "Ada", Role.ADMIN);
  }

  StagedTestId begin(Household home, Provider provider) {
    return testing.begin(admin(home), provider.id()).orElseThrow();
  }

  StagedTest find(Household home, StagedTestId id) {
    return testing.find(admin(home), id).orElseThrow();
  }

  boolean stop(Household home, StagedTestId id) {
    return testing.stop(admin(home), id);
  }

  /** A tick of the timer. */
  void run() {
    var unused = tests.run();
  }

  @Override
  public Looked lookUp(URI at) {
    return new Looked.Found(List.of("192.0.2.1"));
  }

  @Override
  public Shaken shakeHands(URI at) {
    return new Shaken.Plain();
  }

  @Override
  public TokenAnswer byNewest(Provider provider, ClientSecrets secrets) {
    meanwhile.run();
    return new Answered(400, BodyKind.JSON, null, error, null, null, Duration.ofMillis(3));
  }

  @Override
  public Optional<TokenAnswer> byFormer(Provider provider, ClientSecrets secrets) {
    return Optional.empty();
  }

  @Override
  public ClientSecrets get(TenantId tenant, ProviderId provider) {
    if (vaultIsAway) {
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "away");
    }
    return ClientSecrets.of(new ClientSecret("a-secret"));
  }

  @Override
  public void put(TenantId tenant, ProviderId provider, ClientSecret secret) {
    throw new AssertionError("a test changes no secret");
  }

  @Override
  public void destroy(TenantId tenant, ProviderId provider) {
    throw new AssertionError("a test destroys no secret");
  }

  /** Whoever begins a task waits for it. */
  private static final class OnThisThread extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
