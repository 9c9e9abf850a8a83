package io.evergrant.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshPolicyTest {
  private static final Probe PROBE = new Probe(URI.create("https://p.example/me"), 200);

  @Test
  void P09_a_proof_by_probe_needs_a_place_to_try_the_token_at() {
    assertThatThrownBy(() -> policy(ProofKind.PROBE, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(policy(ProofKind.PROBE, PROBE).probe()).isEqualTo(PROBE);
    assertThat(policy(ProofKind.USERINFO, null).probe()).isNull();
  }

  @Test
  void P08_of_a_provider_of_which_nothing_is_known_no_grace_and_no_mercy_is_assumed() {
    assertThat(RefreshPolicy.CAREFUL.reuseGrace()).isZero();
    assertThat(RefreshPolicy.CAREFUL.reuse()).isNotEqualTo(ReuseConsequence.NOTHING);
    assertThat(RefreshPolicy.CAREFUL.introspectsRefreshTokens()).isFalse();
  }

  private static RefreshPolicy policy(ProofKind proof, @Nullable Probe probe) {
    return new RefreshPolicy(
        RefreshMode.KEEP_WARM,
        Duration.ofMinutes(5),
        Duration.ofMinutes(30),
        null,
        Duration.ZERO,
        ReuseConsequence.NOTHING,
        proof,
        Duration.ofSeconds(10),
        null,
        false,
        probe);
  }
}
