package io.evergrant.usecase.connect;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.CodeVerifier;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Presentation;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AccountLookup.Looked;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Authorizations;
import io.evergrant.usecase.port.ConsentLinks;
import io.evergrant.usecase.port.GrantChanges;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Presentations;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.PushedAuthorization.Pushed;
import io.evergrant.usecase.port.RefreshJournal;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StrayLocations;
import io.evergrant.usecase.port.TokenEndpoint;
import io.evergrant.usecase.port.TokenVault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A tenant with one provider and one admin, and stores in memory. */
final class World {
  static final String ISSUER = "https://demo.example";

  final BrowserSecret browser = BrowserSecret.random();
  final Map<String, TokenVault.Entry> vault = new HashMap<>();
  final List<GrantChanges.Consent> consents = new ArrayList<>();
  final List<AuditEvent> events = new ArrayList<>();
  TokenAnswer answer = CompleteAuthorizationTest.issued("r1");
  Looked account = new Looked.Account("sub-ada", "ada@example.org");
  boolean vaultAway;
  boolean vaultForgets;
  boolean vaultKeeps;
  boolean secretsAway;
  boolean fingerprintsAway;
  boolean consentsAway;
  boolean strayIsSwept;
  final List<TokenLocation> strays = new ArrayList<>();
  int exchanges;

  /** Who is signed in when a browser comes back; null for nobody. */
  @Nullable Member who;

  final FakeLinks links = new FakeLinks();
  OneTimeSecret lastState = new OneTimeSecret("none");

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final Member admin =
      new Member(new MemberId(UUID.randomUUID()), tenant, "admin@acme.example", "Ada", Role.ADMIN);

  {
    who = admin;
  }

  private final PortalSettings portal =
      new PortalSettings("node-1", URI.create("http://localhost:8080"));
  private final Provider provider =
      new Provider(
          new ProviderId(UUID.randomUUID()),
          tenant,
          "Demo",
          URI.create(ISSUER),
          true,
          new Endpoints(
              URI.create(ISSUER + "/authorize"),
              URI.create(ISSUER + "/token"),
              null,
              null,
              null,
              null,
              URI.create(ISSUER + "/par")),
          "client",
          ClientAuthentication.CLIENT_SECRET_BASIC,
          Scope.parse("openid offline_access"),
          Map.of(),
          RefreshPolicy.CAREFUL,
          ProviderStatus.ACTIVE,
          null,
          1);
  private final Map<String, Authorizations.Pending> pending = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Map<GrantId, GrantChanges.Consent> grants = new HashMap<>();

  Connected comeBack(Function<OneTimeSecret, Callback> callback) {
    return comeBackFor(null, callback);
  }

  Connected comeBackFor(@Nullable GrantId grant, Function<OneTimeSecret, Callback> callback) {
    lastState = browser.state(begin(grant));
    return complete(browser, callback.apply(lastState));
  }

  Connected comeBackRaw(Callback callback) {
    return complete(browser, callback);
  }

  UUID begin(@Nullable GrantId grant) {
    var begin = new BeginAuthorization(providers(), grants(), authorizations(), audit(), portal);
    var begun =
        grant == null
            ? begin.connect(admin, browser, provider.id(), "customer-1")
            : begin.reconnect(admin, browser, grant);
    return ((BeginAuthorization.Begun.Ready) begun).request();
  }

  /** The database's clock. */
  Instant now = FakeLinks.NOW;

  FollowLink follow() {
    return new FollowLink(
        links,
        links,
        World::secret,
        presentations(),
        providers(),
        grants(),
        new BeginAuthorization(providers(), grants(), authorizations(), audit(), portal),
        () -> now);
  }

  /** What the provider says of a pushed request, and what it was told. */
  Pushed pushed = new Pushed.At("urn:x:1");

  final List<Map<String, String>> told = new ArrayList<>();

  LeaveForProvider doors() {
    return new LeaveForProvider(
        new BeginAuthorization(providers(), grants(), authorizations(), audit(), portal),
        follow(),
        secrets(),
        (at, ofClient, parameters) -> {
          told.add(parameters);
          return pushed;
        });
  }

  Member admin() {
    return admin;
  }

  final Owners owners = new Owners();

  private OwnerPost post() {
    return new OwnerPost(owners, owners, owners);
  }

  ManageLinks links() {
    return new ManageLinks(
        links,
        new MakeLink(links, providers(), grants(), presentations(), post(), audit(), () -> now),
        World::secret,
        audit(),
        portal);
  }

  TenantId tenant() {
    return tenant;
  }

  ProviderId provider() {
    return provider.id();
  }

  static OneTimeSecret secret(TenantId tenant, ConsentLinkId link) {
    return new OneTimeSecret((tenant + "|" + link).replace("-", "").substring(0, 43));
  }

  private static Presentations presentations() {
    return new Presentations() {
      @Override
      public Presentation find(TenantId of) {
        return new Presentation("Acme", null, List.of());
      }

      @Override
      public boolean save(TenantId of, Presentation seen, Presentation presentation) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** A consent link for a new account, or for this grant. */
  ConsentLink link(@Nullable GrantId grant) {
    return links.insert(
        new ConsentLinks.Fresh(
            new ConsentLinkId(UUID.randomUUID()),
            tenant,
            provider.id(),
            grant,
            grant == null ? "customer-7" : null,
            null,
            "admin@acme.example",
            Duration.ofDays(7)));
  }

  /** Its holder, who is not signed in, goes to the provider and comes back. */
  Connected comeBackByLink(ConsentLink link, Function<OneTimeSecret, Callback> callback) {
    who = null;
    var begin = new BeginAuthorization(providers(), grants(), authorizations(), audit(), portal);
    var way = begin.byLink(link, browser).orElseThrow();
    lastState =
        new OneTimeSecret(way.uri().getRawQuery().replaceAll(".*(?:^|&)state=([^&]+).*", "$1"));
    return complete(browser, callback.apply(lastState));
  }

  Connected complete(BrowserSecret from, Callback callback) {
    var record =
        new RecordConsent(
            authorizations(),
            providers(),
            grants(),
            changes(),
            journal(),
            strays(),
            links,
            post(),
            audit(),
            portal);
    var exchange =
        new ExchangeCode(
            record,
            secrets(),
            endpoint(),
            (asked, secret, tokens, nonce) -> account,
            new ChooseGrant(record),
            vault(),
            (owner, token) -> {
              refuseIf(fingerprintsAway);
              return new Fingerprint("print-of-" + token.reveal());
            },
            portal,
            () -> Instant.parse("2026-11-24T12:00:00Z"));
    return new CompleteAuthorization(record, exchange).complete(who, from, callback).ending();
  }

  private Authorizations authorizations() {
    return new Authorizations() {
      @Override
      public void insert(Pending added, Duration life) {
        pending.put(added.stateHash(), added);
      }

      @Override
      public Optional<Pending> find(TenantId owner, UUID id) {
        return pending.values().stream().filter(one -> one.id().equals(id)).findFirst();
      }

      @Override
      public Taken take(String stateHash, String browserHash) {
        var found = pending.get(stateHash);
        if (found == null) {
          return new Taken.Unheard();
        }
        if (!found.browserHash().equals(browserHash)) {
          return new Taken.Foreign(found);
        }
        return used.add(stateHash)
            ? new Taken.Fresh(found)
            : new Taken.UsedBefore(found, Instant.EPOCH);
      }
    };
  }

  private Providers providers() {
    return new Providers() {
      @Override
      public Optional<Provider> find(TenantId owner, ProviderId id) {
        return Optional.of(provider).filter(one -> one.id().equals(id));
      }

      @Override
      public List<Provider> list(TenantId owner) {
        return List.of(provider);
      }

      @Override
      public boolean insert(Provider added) {
        return false;
      }

      @Override
      public boolean update(Provider changed) {
        return false;
      }

      @Override
      public boolean setStatus(
          TenantId owner, ProviderId id, ProviderStatus status, @Nullable String reason) {
        return false;
      }
    };
  }

  private Grants grants() {
    return new Grants() {
      @Override
      public Optional<Revocation> revocation(TenantId tenant, GrantId id) {
        throw new AssertionError("nobody asks");
      }

      @Override
      public Optional<Standing> standing(TenantId owner, GrantId id) {
        throw new AssertionError("a consent needs no token");
      }

      @Override
      public Optional<Grant> find(TenantId owner, GrantId id) {
        return Optional.ofNullable(grants.get(id)).map(World.this::grant);
      }

      @Override
      public Optional<Grant> findBySubject(TenantId owner, ProviderId at, String subject) {
        return grants.values().stream()
            .filter(one -> subject.equals(one.subject()))
            .map(World.this::grant)
            .findFirst();
      }

      @Override
      public List<Grant> list(TenantId owner, GrantQuestion question) {
        return List.of();
      }

      @Override
      public long countLongLived(TenantId owner, ProviderId provider) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Map<ProviderId, Long> countByProvider(TenantId owner) {
        return Map.of();
      }

      @Override
      public List<AttemptLine> attempts(TenantId owner, GrantId id, int limit) {
        return List.of();
      }
    };
  }

  private GrantChanges changes() {
    return new GrantChanges() {
      @Override
      public Optional<TokenLocation> consented(Consent consent) {
        refuseIf(consentsAway);
        consents.add(consent);
        return Optional.ofNullable(grants.put(consent.grant(), consent)).map(Consent::location);
      }

      @Override
      public boolean retryNow(TenantId owner, GrantId id, Actor by) {
        return false;
      }

      @Override
      public boolean pause(TenantId owner, GrantId id) {
        return false;
      }

      @Override
      public boolean resume(TenantId owner, GrantId id) {
        return false;
      }

      @Override
      public boolean revoke(TenantId owner, GrantId id) {
        return false;
      }
    };
  }

  private Grant grant(GrantChanges.Consent from) {
    return new Grant(
        from.grant(),
        tenant,
        provider.id(),
        provider.name(),
        from.subject(),
        from.account(),
        from.externalId(),
        GrantStatus.ACTIVE,
        null,
        from.scopeAsked(),
        from.scopeGranted(),
        null,
        null,
        null,
        null,
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        from.kvVersion(),
        from.keyVersion(),
        null,
        null);
  }

  private StrayLocations strays() {
    return new StrayLocations() {
      @Override
      public void add(TokenLocation location) {
        strays.add(location);
      }

      @Override
      public boolean remove(TokenLocation location) {
        return strays.remove(location) && !strayIsSwept;
      }

      @Override
      public List<TokenLocation> olderThan(Duration age, int limit) {
        return List.of();
      }
    };
  }

  private AuditLog audit() {
    return new AuditLog() {
      @Override
      public void append(AuditEvent event) {
        events.add(event);
      }

      @Override
      public List<AuditEntry> search(TenantId owner, AuditQuestion question) {
        return List.of();
      }

      @Override
      public Optional<AuditEntry> find(TenantId owner, long number) {
        return Optional.empty();
      }

      @Override
      public void stream(TenantId owner, AuditQuestion question, Consumer<AuditEntry> receiver) {}
    };
  }

  private RefreshJournal journal() {
    return new RefreshJournal() {
      @Override
      public Optional<Doubt> doubt(TenantId tenant, GrantId grant) {
        return Optional.empty();
      }

      @Override
      public Circumstances circumstances(TenantId tenant, GrantId grant) {
        throw new AssertionError("no refresh here");
      }

      @Override
      public Optional<Unweighed> unweighed(TenantId tenant, GrantId grant) {
        return Optional.empty();
      }

      @Override
      public AttemptId beginExchange(
          TenantId owner, ProviderId at, @Nullable GrantId grant, Actor actor, String node) {
        return new AttemptId(UUID.randomUUID());
      }

      @Override
      public boolean endExchange(
          TenantId owner,
          AttemptId attempt,
          @Nullable GrantId grant,
          Exchange exchange,
          AuditEvent event) {
        events.add(event);
        return true;
      }

      @Override
      public List<Claim> claimDue(String node, int limit, Duration lease, Rooms rooms) {
        return List.of();
      }

      @Override
      public Optional<Claim> claim(
          TenantId owner,
          GrantId grant,
          Fence seen,
          Trigger trigger,
          Actor actor,
          String node,
          Duration lease) {
        return Optional.empty();
      }

      @Override
      public Mark markSent(Claim claim, Duration lease) {
        return Mark.NOT_OURS;
      }

      @Override
      public boolean end(Claim claim, Ending ending, AuditEvent event) {
        return false;
      }

      @Override
      public List<Overdue> takeOverdue(String node, int limit, Duration lease) {
        return List.of();
      }

      @Override
      public boolean otherGrantDoubts(TenantId owner, ProviderId at, GrantId grant, Duration age) {
        return false;
      }

      @Override
      public List<UUID> abandonExchanges(Duration age) {
        return List.of();
      }
    };
  }

  private static void refuseIf(boolean told) {
    if (told) {
      throw new StoreUnavailable(StoreUnavailable.Cause.DENIED, "told to refuse");
    }
  }

  private SecretVault secrets() {
    return new SecretVault() {
      @Override
      public void put(TenantId owner, ProviderId at, ClientSecret secret) {}

      @Override
      public ClientSecrets get(TenantId owner, ProviderId at) {
        refuseIf(secretsAway);
        return ClientSecrets.of(new ClientSecret("secret"));
      }

      @Override
      public void destroy(TenantId owner, ProviderId at) {}
    };
  }

  private TokenEndpoint endpoint() {
    return new TokenEndpoint() {
      @Override
      public TokenAnswer refresh(Provider at, ClientSecrets secret, RefreshToken token) {
        throw new AssertionError("a consent refreshes nothing");
      }

      @Override
      public TokenAnswer exchange(
          Provider at,
          ClientSecrets secret,
          AuthorizationCode code,
          CodeVerifier verifier,
          URI redirectUri) {
        exchanges++;
        return answer;
      }
    };
  }

  private TokenVault vault() {
    return new TokenVault() {
      @Override
      public void ensureKey(TenantId owner) {}

      @Override
      public List<Opened> open(List<TokenLocation> locations) {
        throw new AssertionError("a consent reads no tokens");
      }

      @Override
      public List<Opened> openAt(List<At> wanted) {
        return open(wanted.stream().map(At::location).toList());
      }

      @Override
      public Written write(TokenLocation location, int expectedVersion, Entry entry) {
        if (vaultAway) {
          return new Written.Failed(
              new StoreUnavailable(StoreUnavailable.Cause.DENIED, "told to refuse"));
        }
        vault.put(location.path(), entry);
        refuseIf(vaultForgets);
        return new Written.Stored(1, 1);
      }

      @Override
      public void destroy(TokenLocation location) {
        refuseIf(vaultKeeps);
        vault.remove(location.path());
      }
    };
  }
}
