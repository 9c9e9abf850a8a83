package io.evergrant.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.Deadline.Kind;
import io.evergrant.domain.grant.Deadline.Moves;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Instant CONSENT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SUCCESS = CONSENT.plus(Duration.ofDays(100));
  private static final Instant REPORTED = CONSENT.plus(Duration.ofDays(107));

  @Test
  void each_end_says_where_it_comes_from_and_the_earliest_is_first() {
    assertThat(
            Deadline.of(grant(REPORTED, false), policy(Duration.ofDays(14), Duration.ofDays(365))))
        .containsExactly(
            new Deadline(Kind.REPORTED, REPORTED, null, Moves.NEVER),
            new Deadline(
                Kind.IDLE,
                SUCCESS.plus(Duration.ofDays(14)),
                Duration.ofDays(14),
                Moves.WITH_A_REFRESH),
            new Deadline(
                Kind.ABSOLUTE,
                CONSENT.plus(Duration.ofDays(365)),
                Duration.ofDays(365),
                Moves.NEVER));
  }

  @Test
  void whether_a_reported_end_moves_is_what_was_seen() {
    var none = policy(null, null);
    assertThat(Deadline.of(grant(REPORTED, null), none).getFirst().moves())
        .isEqualTo(Moves.NOT_SEEN);
    assertThat(Deadline.of(grant(REPORTED, true), none).getFirst().moves())
        .isEqualTo(Moves.WITH_A_REFRESH);
    assertThat(Deadline.of(grant(null, null), none)).isEmpty();
  }

  @Test
  void P10_a_token_that_never_changed_has_a_day_on_which_its_consent_is_renewed() {
    var life = Duration.ofDays(30);
    var policy = policy(null, Duration.ofDays(365), new TokenGuard(false, false, life));
    assertThat(Deadline.of(grant(null, null, 3, 0), policy))
        .startsWith(new Deadline(Kind.RENEWAL, CONSENT.plus(life), life, Moves.NEVER))
        .hasSize(2);
    assertThat(Deadline.of(grant(null, null, 3, 1), policy))
        .extracting(Deadline::kind)
        .containsExactly(Kind.ABSOLUTE);
    assertThat(Deadline.of(grant(null, null, 0, 0), policy))
        .as("nothing was seen of it yet")
        .extracting(Deadline::kind)
        .containsExactly(Kind.ABSOLUTE);
    assertThat(Deadline.of(grant(null, null, 3, 0), policy(null, null))).isEmpty();
  }

  private static RefreshPolicy policy(@Nullable Duration idle, @Nullable Duration absolute) {
    return policy(idle, absolute, TokenGuard.NONE);
  }

  private static RefreshPolicy policy(
      @Nullable Duration idle, @Nullable Duration absolute, TokenGuard guard) {
    var careful = RefreshPolicy.CAREFUL;
    return new RefreshPolicy(
        careful.mode(),
        careful.margin(),
        careful.assumedLife(),
        idle,
        careful.reuseGrace(),
        careful.reuse(),
        ProofKind.NONE,
        careful.deadline(),
        absolute,
        false,
        null,
        guard);
  }

  private static Grant grant(@Nullable Instant reported, @Nullable Boolean slides) {
    return grant(reported, slides, 1, 1);
  }

  private static Grant grant(
      @Nullable Instant reported, @Nullable Boolean slides, long refreshes, long rotations) {
    return new Grant(
        new GrantId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        new ProviderId(UUID.randomUUID()),
        "Provider",
        null,
        "account",
        null,
        GrantStatus.ACTIVE,
        null,
        Scope.EMPTY,
        Scope.EMPTY,
        null,
        null,
        reported,
        slides,
        CONSENT,
        SUCCESS,
        SUCCESS,
        null,
        null,
        null,
        refreshes,
        rotations,
        0,
        1,
        1,
        null,
        null);
  }
}
