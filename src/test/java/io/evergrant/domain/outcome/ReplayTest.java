package io.evergrant.domain.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.ReuseConsequence;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReplayTest {
  @Test
  void P08_within_the_grace_a_replay_is_safe_whatever_reuse_does() {
    assertThat(Replay.isSafe(policy(30, ReuseConsequence.REVOKES_MORE), Duration.ofSeconds(29)))
        .isTrue();
    assertThat(Replay.isSafe(policy(30, ReuseConsequence.REVOKES_MORE), Duration.ofSeconds(30)))
        .isFalse();
  }

  @Test
  void P08_where_reuse_costs_at_most_this_grant_nothing_is_lost_by_a_replay() {
    assertThat(Replay.isSafe(policy(0, ReuseConsequence.REVOKES_GRANT), Duration.ofDays(1)))
        .isTrue();
    assertThat(Replay.isSafe(policy(0, ReuseConsequence.NOTHING), Duration.ofDays(1))).isTrue();
  }

  @Test
  void P08_where_reuse_would_revoke_more_a_person_decides() {
    assertThat(Replay.isSafe(policy(0, ReuseConsequence.REVOKES_MORE), Duration.ZERO)).isFalse();
  }

  @Test
  void P08_within_the_grace_a_replay_waits_for_the_request_before_it_as_long_as_it_can() {
    assertThat(Replay.settling(policy(120, ReuseConsequence.REVOKES_MORE)))
        .as("as long again as the request was waited for")
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(Replay.settling(policy(8, ReuseConsequence.REVOKES_MORE)))
        .as("half of the grace is left for the replay")
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(Replay.settling(policy(0, ReuseConsequence.NOTHING)))
        .as("whoever comes first wins")
        .isEqualTo(Duration.ZERO);
  }

  private static RefreshPolicy policy(int graceSeconds, ReuseConsequence reuse) {
    return new RefreshPolicy(
        RefreshMode.KEEP_WARM,
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        null,
        Duration.ofSeconds(graceSeconds),
        reuse,
        ProofKind.NONE,
        Duration.ofSeconds(10));
  }
}
