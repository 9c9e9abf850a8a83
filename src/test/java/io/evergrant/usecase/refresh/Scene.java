package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.provider.SomePolicy;
import io.evergrant.domain.provider.SomeProvider;
import io.evergrant.domain.provider.TokenGuard;
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
import io.evergrant.usecase.port.Catalogue;
import io.evergrant.usecase.port.Fingerprints;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenEndpoint;
import io.evergrant.usecase.port.TokenProof;
import io.evergrant.usecase.port.TokenStanding;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** One grant at one provider, with small fakes around it that do as they are told. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  final TenantId tenant = new TenantId(UUID.randomUUID());
  final ProviderId providerId = new ProviderId(UUID.randomUUID());
  final TokenLocation location = new TokenLocation(tenant, new GrantId(UUID.randomUUID()), "salt");
  final FakeVault vault = new FakeVault();
  final FakeJournal journal = new FakeJournal();
  final List<RefreshToken> sent = Collections.synchronizedList(new ArrayList<>());
  final Deque<TokenAnswer> answers = new ConcurrentLinkedDeque<>();
  final AttemptId consent = new AttemptId(UUID.randomUUID());
  boolean vaultCanaryFails;
  boolean fingerprintKeyAway;
  boolean databaseCanaryFails;
  boolean inDoubt;
  boolean introspects;
  Duration grace = Duration.ZERO;
  TokenStanding.Standing standing = TokenStanding.Standing.NOT_TOLD;
  final List<RefreshToken> introspected = new ArrayList<>();
  TokenProof proof = (provider, secret, set) -> Proof.STORED;
  int failures;
  int rotations = 3;
  TokenGuard guard = TokenGuard.NONE;
  Catalogue catalogue = new EmptyCatalogue();
  double chance;
  long nanos;
  ReuseConsequence reuse = ReuseConsequence.REVOKES_GRANT;
  ProviderStatus status = ProviderStatus.ACTIVE;

  Scene() {
    vault.put(location, 1, new Entry(consent, null, print("r1"), false, tokens("r1")));
  }

  final WriteGate gate =
      new WriteGate(
          node -> failIf(vaultCanaryFails),
          node -> failIf(databaseCanaryFails),
          new PortalSettings("node-1", URI.create("http://localhost:8080")),
          () -> nanos);

  RefreshOne one() {
    var store = new StoreAnswer(vault, gate, () -> nanos, pause -> nanos += pause.toNanos());
    return new RefreshOne(
        journal,
        new KnownProviders(new OneProvider(this::provider), secrets(), () -> nanos),
        gate,
        endpoint(),
        store,
        proof,
        new DecideReplay(
            (provider, secret, token) -> {
              introspected.add(token);
              return standing;
            }),
        new Adjudicate(journal, vault, gate, catalogue),
        fingerprints(),
        RefreshSettings.DEFAULT,
        () -> chance);
  }

  /** Claims, opens and runs the grant once. */
  RefreshOne.Result run() {
    var claim = claim();
    return one().run(new Work(claim, nanos, () -> nanos), vault.open(List.of(location)).getFirst());
  }

  RefreshOne.Result run(Opened opened) {
    return one().run(new Work(claim(), nanos, () -> nanos), opened);
  }

  Claim claim() {
    return claim(location, providerId);
  }

  /** Of another grant, of which Vault holds r1 as well. */
  Claim another(ProviderId at) {
    var place = new TokenLocation(tenant, new GrantId(UUID.randomUUID()), "salt");
    vault.put(place, 1, new Entry(consent, null, print("r1"), false, tokens("r1")));
    return claim(place, at);
  }

  private Claim claim(TokenLocation place, ProviderId at) {
    return new Claim(
        tenant,
        place.grant(),
        new AttemptId(UUID.randomUUID()),
        at,
        Trigger.TIMER,
        new Fence(7),
        place,
        1,
        print("r1"),
        NOW,
        3,
        rotations,
        failures,
        inDoubt,
        null,
        null);
  }

  /** As somebody sees the grant who asks for a refresh of it. */
  Standing seen(boolean underWay, @Nullable Instant lastOutcomeAt) {
    return new Standing(
        GrantStatus.ACTIVE,
        null,
        providerId,
        ProviderStatus.ACTIVE,
        location,
        1,
        new Fence(6),
        underWay,
        null,
        lastOutcomeAt,
        null,
        null,
        null,
        Duration.ofMinutes(30),
        NOW);
  }

  Provider provider() {
    return new SomeProvider()
        .id(providerId)
        .tenant(tenant)
        .endpoints(
            new Endpoints(
                URI.create("https://p.example/a"),
                URI.create("https://p.example/t"),
                null,
                null,
                null))
        .policy(
            new SomePolicy()
                .reuseGrace(grace)
                .reuse(reuse)
                .introspectsRefreshTokens(introspects)
                .guard(guard)
                .policy())
        .status(status)
        .provider();
  }

  static TokenSet tokens(String refreshToken) {
    return new TokenSet(
        new RefreshToken(refreshToken),
        new AccessToken("a-" + refreshToken),
        "Bearer",
        Scope.EMPTY,
        NOW.plusSeconds(60),
        null,
        NOW);
  }

  static Fingerprint print(String token) {
    return new Fingerprint("print-of-" + token);
  }

  static TokenAnswer issued(@Nullable String refreshToken) {
    var tokens =
        new IssuedTokens(
            new AccessToken("a2"),
            refreshToken == null ? null : new RefreshToken(refreshToken),
            null,
            "Bearer",
            null,
            Duration.ofSeconds(60),
            null);
    return new TokenAnswer.Answered(
        200, TokenAnswer.BodyKind.JSON, tokens, null, null, null, Duration.ofMillis(20));
  }

  static TokenAnswer error(int status, String error) {
    return new TokenAnswer.Answered(
        status, TokenAnswer.BodyKind.JSON, null, error, null, null, Duration.ofMillis(20));
  }

  static TokenAnswer timeout() {
    return new TokenAnswer.NoAnswer(TokenAnswer.LossCause.TIMEOUT, Duration.ofSeconds(10));
  }

  private Fingerprints fingerprints() {
    return new Fingerprints() {
      @Override
      public void ready() {
        failIf(fingerprintKeyAway);
      }

      @Override
      public Fingerprint of(TenantId owner, RefreshToken token) {
        failIf(fingerprintKeyAway);
        return print(token.reveal());
      }
    };
  }

  private TokenEndpoint endpoint() {
    return new TokenEndpoint() {
      @Override
      public TokenAnswer refresh(Provider provider, ClientSecrets secret, RefreshToken token) {
        sent.add(token);
        return answers.removeFirst();
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
    };
  }

  static SecretVault secrets() {
    return new SecretVault() {
      @Override
      public void put(TenantId tenant, ProviderId provider, ClientSecret secret) {}

      @Override
      public ClientSecrets get(TenantId tenant, ProviderId provider) {
        return ClientSecrets.of(new ClientSecret("s"));
      }

      @Override
      public void destroy(TenantId tenant, ProviderId provider) {}
    };
  }

  private static void failIf(boolean fails) {
    if (fails) {
      throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "told to fail");
    }
  }
}
