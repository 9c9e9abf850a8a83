package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Probe;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.SomePolicy;
import io.evergrant.domain.provider.SomeProvider;
import io.evergrant.usecase.port.GrantChanges.Consent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Idle, absolute and reported limits give a grant the day on which it dies. */
class DeathDateIT {
  private final Household home = new Household();
  private final ProviderStore providers = new ProviderStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());

  @Test
  void where_nothing_is_known_there_is_no_death_date() {
    assertThat(diesAt(limits(null, null), null)).isNull();
  }

  @Test
  void the_earliest_of_the_limits_counts() {
    var idle = Duration.ofDays(14);
    var absolute = Duration.ofDays(90);
    var consented = consentedAt(limits(idle, absolute), null);
    assertThat(diesAt(limits(idle, absolute), null))
        .isBetween(consented.plus(idle), consented.plus(idle).plusSeconds(60));
    assertThat(diesAt(limits(null, absolute), null))
        .isBetween(consented.plus(absolute), consented.plus(absolute).plusSeconds(60));
    var reported = consented.plus(3, ChronoUnit.DAYS);
    assertThat(diesAt(limits(idle, absolute), reported)).isEqualTo(reported);
  }

  @Test
  void a_refresh_moves_the_idle_limit_and_not_the_absolute_one() {
    var provider = limits(Duration.ofDays(14), null);
    var other = limits(null, Duration.ofDays(90));
    var idle = granted(provider, null);
    var absolute = granted(other, null);
    Server.shiftClock(Duration.ofDays(5));
    try {
      for (var grant : new GrantId[] {idle, absolute}) {
        var before = Objects.requireNonNull(diesAt(grant));
        var claim = Refreshes.claim(home, grant);
        new RefreshJournalStore(Server.db())
            .end(claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed"));
        if (grant.equals(idle)) {
          assertThat(diesAt(grant)).isAfter(before.plus(4, ChronoUnit.DAYS));
        } else {
          assertThat(diesAt(grant)).isEqualTo(before);
        }
      }
    } finally {
      Server.resetClock();
    }
  }

  @Test
  void what_is_known_of_a_provider_is_found_as_it_was_saved() {
    var provider = limits(Duration.ofDays(14), Duration.ofDays(90));
    assertThat(providers.find(home.tenant, provider.id())).contains(provider);
    assertThat(providers.update(provider)).isTrue();
    assertThat(providers.find(home.tenant, provider.id()).orElseThrow().policy())
        .isEqualTo(provider.policy());
  }

  private Provider limits(@Nullable Duration idle, @Nullable Duration absolute) {
    var plain = home.unsaved("P " + UUID.randomUUID());
    var policy =
        new SomePolicy()
            .idleLimit(idle)
            .absoluteLimit(absolute)
            .introspectsRefreshTokens(true)
            .proof(ProofKind.PROBE)
            .probe(new Probe(URI.create("https://api.example/me"), 204))
            .policy();
    var provider = SomeProvider.like(plain).policy(policy).provider();
    assertThat(providers.insert(provider)).isTrue();
    return provider;
  }

  private GrantId granted(Provider provider, @Nullable Instant reported) {
    var grant = new GrantId(UUID.randomUUID());
    var plain = home.consent(provider, grant, "s", "00ff", Duration.ZERO);
    changes.consented(
        new Consent(
            grant,
            plain.location(),
            plain.provider(),
            plain.subject(),
            plain.account(),
            null,
            plain.scopeAsked(),
            plain.scopeGranted(),
            1,
            1,
            plain.fingerprint(),
            Duration.ZERO,
            null,
            reported));
    return grant;
  }

  private Instant consentedAt(Provider provider, @Nullable Instant reported) {
    return grants.find(home.tenant, granted(provider, reported)).orElseThrow().consentedAt();
  }

  private @Nullable Instant diesAt(Provider provider, @Nullable Instant reported) {
    return diesAt(granted(provider, reported));
  }

  private @Nullable Instant diesAt(GrantId grant) {
    return grants.find(home.tenant, grant).orElseThrow().diesAt();
  }
}
