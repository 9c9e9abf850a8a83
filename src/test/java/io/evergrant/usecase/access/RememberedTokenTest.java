package io.evergrant.usecase.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.vault.SealedMemory;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
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
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is remembered counts for the row as it stands at the call, and for nothing else. */
class RememberedTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final ProviderId PROVIDER = new ProviderId(UUID.randomUUID());
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final GrantId GRANT = new GrantId(UUID.randomUUID());

  private GrantStatus status = GrantStatus.ACTIVE;
  private String salt = "first";
  private int version = 1;
  private int versionThere = 1;
  private long fence = 1;
  private Instant now = NOW;
  private String there = "old";
  private int reads;
  private int refreshes;

  private final FetchAccessToken fetch =
      new FetchAccessToken(
          only(Grants.class, () -> Optional.of(standing())),
          only(TokenVault.class, () -> List.of(found())),
          new SealedMemory(10, () -> 0),
          (seen, actor, patience) -> {
            refreshes++;
            return Waited.NOT_STARTED;
          });

  @Test
  void a_second_call_asks_no_vault_and_is_answered_the_same() {
    var first = fetch();
    assertThat(first).isInstanceOf(Access.Granted.class);
    assertThat(fetch()).isEqualTo(first);
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void P03_a_refresh_that_begins_anywhere_ends_it() {
    fetch();
    fence++;
    assertNew();
  }

  @Test
  void P05_a_refresh_that_ended_anywhere_ends_it() {
    fetch();
    version++;
    versionThere++;
    assertNew();
  }

  @Test
  void a_new_consent_ends_it() {
    fetch();
    salt = "second";
    assertNew();
  }

  @Test
  void what_a_person_stopped_is_not_given_though_it_is_remembered() {
    fetch();
    for (var stopped :
        new GrantStatus[] {
          GrantStatus.PAUSED,
          GrantStatus.REVOKED,
          GrantStatus.NEEDS_CONSENT,
          GrantStatus.NEEDS_REVIEW,
          GrantStatus.UNPROVED
        }) {
      status = stopped;
      assertThat(fetch()).as(stopped.name()).isNotInstanceOf(Access.Granted.class);
    }
  }

  @Test
  void what_has_ended_is_not_given_though_it_is_remembered() {
    fetch();
    now = NOW.plusSeconds(3_600);
    assertThat(fetch()).isInstanceOf(Access.NotStarted.class);
    assertThat(refreshes).isEqualTo(1);
  }

  /** It belongs to an attempt that has not ended yet. */
  @Test
  void what_is_newer_than_the_row_is_not_remembered() {
    versionThere = 2;
    fetch();
    fetch();
    assertThat(reads).isEqualTo(2);
  }

  private void assertNew() {
    there = "new";
    assertThat(((Access.Granted) fetch()).token().reveal()).isEqualTo("new");
    assertThat(reads).isEqualTo(2);
  }

  private Access fetch() {
    return fetch.fetch(TENANT, GRANT, Duration.ofSeconds(60), new Actor.Anonymous());
  }

  private Opened found() {
    reads++;
    var tokens =
        new TokenSet(
            new RefreshToken("r"),
            new AccessToken(there),
            "Bearer",
            Scope.parse("openid"),
            NOW.plusSeconds(3_600),
            null,
            NOW);
    var entry =
        new Entry(new AttemptId(UUID.randomUUID()), null, new Fingerprint("f"), false, tokens);
    return new Opened.Found(versionThere, 1, entry);
  }

  private Standing standing() {
    return new Standing(
        status,
        null,
        PROVIDER,
        ProviderStatus.ACTIVE,
        new TokenLocation(TENANT, GRANT, salt),
        version,
        new Fence(fence),
        false,
        NOW,
        NOW,
        null,
        null,
        NOW,
        Duration.ofMinutes(30),
        now);
  }

  private static <T> T only(Class<T> port, Supplier<?> answer) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> answer.get()));
  }
}
