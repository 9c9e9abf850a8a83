package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.OverviewStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.overview.EndsSoon;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.SomePolicy;
import io.evergrant.domain.provider.SomeProvider;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.testkit.process.Until;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for refresh tokens that never change, on the real database. */
class LongLivedIT {
  private static final Duration LIFE = Duration.ofDays(90);

  private final Household home = new Household();
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final ProviderStore providers = new ProviderStore(Server.db());
  private final Node node = new Node();

  @BeforeEach
  void nothing_else_is_due() {
    Server.asSuperuser("UPDATE oauth_grant SET due_at = NULL");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void P10_a_grant_whose_consent_is_to_be_renewed_ends_without_a_request_and_keeps_its_token() {
    var provider = guarded(new TokenGuard(false, false, LIFE));
    var old = grant(provider, "old", "refreshes = 3", 90);
    var young = grant(provider, "young", "refreshes = 3", 89);
    var changing = grant(provider, "changing", "refreshes = 3, rotations = 1", 900);
    var unseen = grant(provider, "never refreshed yet", "refreshes = 0", 900);
    var all = List.of(old, young, changing, unseen);
    Until.holds("all were tried", Duration.ofMinutes(1), () -> tried(all));

    var ended = found(old);
    assertThat(ended.status()).isEqualTo(GrantStatus.NEEDS_CONSENT);
    assertThat(ended.statusCause()).isEqualTo("renewal_due");
    assertThat(ended.dueAt()).isNull();
    assertThat(ended.kvVersion()).as("what is in Vault stays there").isEqualTo(1);
    assertThat(
            Server.asSuperuser(
                "SELECT outcome, cause, sent_at IS NULL FROM refresh_attempt WHERE grant_id = '%s'"
                    .formatted(old)))
        .containsExactly(List.of("consent_lost", "renewal_due", "t"));
    for (var other : List.of(young, changing, unseen)) {
      assertThat(found(other).lastOutcome()).as(other.toString()).isEqualTo("renewed");
    }
    assertThat(node.sent).hasValue(3);

    changes.consented(home.consent(provider, old, "old", "01ff", Duration.ofHours(1)));
    assertThat(found(old).status()).isEqualTo(GrantStatus.ACTIVE);
    assertThat(found(old).diesAt()).isEqualTo(found(old).consentedAt().plus(LIFE));
  }

  @Test
  void P10_the_day_is_told_in_time() {
    var provider = guarded(new TokenGuard(true, true, LIFE));
    var soon = grant(provider, "soon", "refreshes = 3", 85);
    var later = grant(provider, "later", "refreshes = 3", 65);
    var changing = grant(provider, "changing", "refreshes = 3, rotations = 3", 85);
    assertThat(found(soon).diesAt()).isEqualTo(found(soon).consentedAt().plus(LIFE));
    assertThat(found(changing).diesAt()).isNull();
    assertThat(ending(EndsSoon.WEEK)).containsExactly(soon);
    assertThat(ending(EndsSoon.MONTH)).containsExactlyInAnyOrder(soon, later);
    var ends = new OverviewStore(Server.db()).read(home.tenant, ZoneOffset.UTC).ends().getFirst();
    assertThat(ends.week()).isEqualTo(1);
    assertThat(ends.month()).isEqualTo(2);
    assertThat(ends.first()).isEqualTo(found(soon).diesAt());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3_650})
  void P10_the_rules_are_found_as_they_were_saved(int days) {
    var life = days == 0 ? null : Duration.ofDays(days);
    var guard = new TokenGuard(days == 1, days > 1, life);
    var provider = guarded(guard);
    assertThat(providers.find(home.tenant, provider.id())).contains(provider);
    assertThat(providers.update(provider)).isTrue();
    assertThat(providers.find(home.tenant, provider.id()).orElseThrow().policy().guard())
        .isEqualTo(guard);
  }

  private GrantId grant(Provider provider, String subject, String seen, int days) {
    var grant = home.grant(provider, subject);
    Server.asSuperuser(
        "UPDATE oauth_grant SET %s, consented_at = eg_now() - interval '%d days' WHERE id = '%s'"
            .formatted(seen, days, grant));
    return grant;
  }

  /** One tick of the timer, which a node without room does not claim all at. */
  private boolean tried(List<GrantId> all) {
    node.due.run();
    return all.stream().allMatch(grant -> found(grant).lastOutcome() != null);
  }

  private Grant found(GrantId grant) {
    return grants.find(home.tenant, grant).orElseThrow();
  }

  private List<GrantId> ending(Duration within) {
    var question = new GrantQuestion(null, null, null, null, within, null, 100);
    return grants.list(home.tenant, question).stream().map(Grant::id).toList();
  }

  private Provider guarded(TokenGuard guard) {
    var plain = home.unsaved("P " + UUID.randomUUID());
    var policy = new SomePolicy().guard(guard).policy();
    var provider = SomeProvider.like(plain).policy(policy).provider();
    assertThat(providers.insert(provider)).isTrue();
    return provider;
  }
}
