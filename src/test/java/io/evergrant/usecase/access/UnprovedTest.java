package io.evergrant.usecase.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AccessMemory;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import io.evergrant.usecase.port.TokenVault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was imported is given to nobody before the provider has taken it. */
class UnprovedTest {
  private static final Instant NOW = Instant.parse("2025-11-25T12:00:00Z");
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final GrantId GRANT = new GrantId(UUID.randomUUID());

  private GrantStatus status = GrantStatus.UNPROVED;
  private @Nullable Instant lastSuccess;
  private int waits;

  @Test
  void P16_a_token_that_was_imported_is_not_released_while_nothing_proves_it() {
    var access = fetch(() -> Waited.NOT_STARTED);
    assertThat(access).isInstanceOf(Access.NotStarted.class);
    assertThat(waits).as("a refresh was asked for").isEqualTo(1);
  }

  @Test
  void P16_a_success_that_is_only_kept_in_escrow_proves_nothing_that_could_be_released() {
    var access =
        fetch(
            () -> {
              lastSuccess = NOW;
              return Waited.OVER;
            });
    assertThat(access).isInstanceOf(Access.NotNow.class);
  }

  @Test
  void the_refresh_that_was_asked_for_proves_it_and_the_new_token_is_released() {
    var access =
        fetch(
            () -> {
              lastSuccess = NOW;
              status = GrantStatus.ACTIVE;
              return Waited.OVER;
            });
    assertThat(access).isInstanceOf(Access.Granted.class);
  }

  @Test
  void a_grant_that_is_proved_is_answered_from_what_lies_there() {
    status = GrantStatus.ACTIVE;
    assertThat(fetch(() -> Waited.NOT_STARTED)).isInstanceOf(Access.Granted.class);
    assertThat(waits).isZero();
  }

  private Access fetch(java.util.function.Supplier<Waited> refresh) {
    var fetch =
        new FetchAccessToken(
            grants(),
            vault(),
            AccessMemory.NONE,
            (seen, actor, patience) -> {
              waits++;
              return refresh.get();
            });
    return fetch.fetch(TENANT, GRANT, Duration.ofSeconds(60), new Actor.Anonymous());
  }

  private Grants.Standing standing() {
    return new Grants.Standing(
        status,
        null,
        new ProviderId(UUID.randomUUID()),
        ProviderStatus.ACTIVE,
        new TokenLocation(TENANT, GRANT, "salt"),
        1,
        new Fence(1),
        false,
        lastSuccess,
        lastSuccess,
        null,
        null,
        NOW,
        Duration.ofMinutes(30),
        NOW);
  }

  private static TokenVault vault() {
    return new TokenVault() {
      @Override
      public void ensureKey(TenantId tenant) {}

      @Override
      public List<Opened> open(List<TokenLocation> locations) {
        throw new AssertionError("not asked for");
      }

      @Override
      public List<Opened> openAt(List<At> wanted) {
        var tokens =
            new TokenSet(
                new RefreshToken("r"),
                new AccessToken("a"),
                "Bearer",
                Scope.EMPTY,
                NOW.plusSeconds(3_600),
                null,
                NOW);
        var attempt = new AttemptId(UUID.randomUUID());
        var entry = new Entry(attempt, null, new Fingerprint("f"), false, tokens);
        return List.of(new Opened.Found(1, 1, entry));
      }

      @Override
      public Written write(TokenLocation location, int expectedVersion, Entry entry) {
        throw new AssertionError("not asked for");
      }

      @Override
      public void destroy(TokenLocation location) {
        throw new AssertionError("not asked for");
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
      public Optional<Standing> standing(TenantId tenant, GrantId id) {
        return Optional.of(UnprovedTest.this.standing());
      }

      @Override
      public Optional<Grant> find(TenantId tenant, GrantId id) {
        throw new AssertionError("not asked for");
      }

      @Override
      public Optional<Grant> findBySubject(TenantId tenant, ProviderId provider, String subject) {
        throw new AssertionError("not asked for");
      }

      @Override
      public List<Grant> list(TenantId tenant, GrantQuestion question) {
        throw new AssertionError("not asked for");
      }

      @Override
      public long countLongLived(TenantId tenant, ProviderId provider) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Map<ProviderId, Long> countByProvider(TenantId tenant) {
        throw new AssertionError("not asked for");
      }

      @Override
      public List<AttemptLine> attempts(TenantId tenant, GrantId id, int limit) {
        throw new AssertionError("not asked for");
      }
    };
  }
}
