package io.evergrant.domain.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.outcome.ConsentCauses.Refused;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsentCausesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static final String BOTH = "Token has been expired or revoked.";

  private Instant consentedAt = NOW.minus(Duration.ofDays(1));
  private @Nullable Duration absolute;
  private @Nullable Duration testingLife;

  @Test
  void P06_the_cause_is_what_the_words_and_the_age_tell() {
    assertThat(cause("Token has been revoked by the user", fresh(), false))
        .isEqualTo(ConsentCause.REVOKED);
    assertThat(cause("refresh token reuse detected", fresh(), false))
        .isEqualTo(ConsentCause.REUSED);
    assertThat(cause("Token has been expired or revoked.", fresh(), false))
        .as("says two things: neither is believed")
        .isEqualTo(ConsentCause.UNKNOWN);
    assertThat(cause(null, fresh(), false)).isEqualTo(ConsentCause.UNKNOWN);
  }

  @Test
  void P06_a_token_that_idled_too_long_is_said_to_have_idled() {
    assertThat(cause("invalid", set(NOW.minus(Duration.ofDays(31)), null), false))
        .isEqualTo(ConsentCause.EXPIRED_IDLE);
  }

  @Test
  void P06_a_token_whose_reported_end_has_come_is_said_to_have_ended() {
    assertThat(cause("revoked", set(NOW.minusSeconds(60), NOW), false))
        .isEqualTo(ConsentCause.EXPIRED_ABSOLUTE);
  }

  @Test
  void P08_after_a_lost_answer_invalid_grant_means_lost_in_flight() {
    assertThat(cause("revoked", fresh(), true)).isEqualTo(ConsentCause.LOST_IN_FLIGHT);
  }

  @Test
  void P06_a_consent_that_came_to_the_declared_end_of_its_life_is_said_to_have_ended() {
    absolute = Duration.ofDays(90);
    consentedAt = NOW.minus(Duration.ofDays(90));
    assertThat(cause(BOTH, fresh(), false)).isEqualTo(ConsentCause.EXPIRED_ABSOLUTE);
    consentedAt = NOW.minus(Duration.ofDays(90)).plusSeconds(50);
    assertThat(cause(BOTH, fresh(), false))
        .as("the provider counts from a little earlier")
        .isEqualTo(ConsentCause.EXPIRED_ABSOLUTE);
    consentedAt = NOW.minus(Duration.ofDays(89));
    assertThat(cause(BOTH, fresh(), false)).isEqualTo(ConsentCause.UNKNOWN);
    consentedAt = NOW.minus(Duration.ofDays(91));
    assertThat(cause(BOTH, fresh(), false))
        .as("a later answer shows that the limit is another one")
        .isEqualTo(ConsentCause.UNKNOWN);
  }

  @Test
  void P06_a_consent_of_a_client_in_testing_is_recognised_by_its_age() {
    testingLife = Duration.ofDays(7);
    consentedAt = NOW.minus(Duration.ofDays(7));
    assertThat(cause(BOTH, fresh(), false)).isEqualTo(ConsentCause.TESTING_LIMIT);
    assertThat(cause("revoked by the user", fresh(), false)).isEqualTo(ConsentCause.REVOKED);
    consentedAt = NOW.minus(Duration.ofDays(6));
    assertThat(cause(BOTH, fresh(), false)).isEqualTo(ConsentCause.UNKNOWN);
    consentedAt = NOW.minus(Duration.ofDays(8));
    assertThat(cause(BOTH, fresh(), false))
        .as("it was refreshed after seven days: no client in testing")
        .isEqualTo(ConsentCause.UNKNOWN);
    assertThat(cause(BOTH, set(NOW.minus(Duration.ofHours(25)), null), false))
        .isEqualTo(ConsentCause.TESTING_LIMIT);
  }

  private ConsentCause cause(@Nullable String words, TokenSet sent, boolean inDoubt) {
    var policy =
        new RefreshPolicy(
            RefreshMode.KEEP_WARM,
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofDays(30),
            Duration.ZERO,
            ReuseConsequence.REVOKES_GRANT,
            ProofKind.NONE,
            Duration.ofSeconds(10),
            absolute,
            false,
            null);
    return ConsentCauses.of(
        words, new Refused(sent, policy, consentedAt, testingLife, inDoubt), NOW);
  }

  private static TokenSet fresh() {
    return set(NOW.minusSeconds(60), null);
  }

  private static TokenSet set(Instant issuedAt, @Nullable Instant end) {
    return new TokenSet(new RefreshToken("r"), null, null, Scope.EMPTY, null, end, issuedAt);
  }
}
