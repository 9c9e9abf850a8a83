package io.evergrant.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void a_warm_grant_is_due_its_margin_before_the_access_token_ends() {
    var wait = Schedule.afterSuccess(warm(Duration.ofMinutes(5)), set(3600, null), 0);
    assertThat(wait).isEqualTo(Duration.ofMinutes(55));
  }

  @Test
  void the_margin_is_at_most_a_third_of_a_short_life() {
    var wait = Schedule.afterSuccess(warm(Duration.ofMinutes(5)), set(60, null), 0);
    assertThat(wait).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void a_missing_expires_in_uses_the_policy_and_never_means_no_end() {
    var wait = Schedule.afterSuccess(warm(Duration.ofMinutes(5)), set(null, null), 0);
    assertThat(wait).isEqualTo(Duration.ofMinutes(25));
  }

  @Test
  void a_zero_expires_in_counts_as_missing() {
    var wait = Schedule.afterSuccess(warm(Duration.ofMinutes(5)), set(0, null), 0);
    assertThat(wait).isEqualTo(Duration.ofMinutes(25));
  }

  @Test
  void jitter_only_ever_refreshes_earlier() {
    var latest = Schedule.afterSuccess(warm(Duration.ofMinutes(5)), set(3600, null), 0);
    var earliest = Schedule.afterSuccess(warm(Duration.ofMinutes(5)), set(3600, null), 0.999);
    assertThat(earliest).isLessThan(latest).isGreaterThan(latest.multipliedBy(9).dividedBy(10));
  }

  @Test
  void a_refresh_token_that_ends_before_the_access_token_is_used_before_it_ends() {
    var wait = Schedule.afterSuccess(warm(Duration.ofMinutes(5)), set(86_400, 600), 0);
    assertThat(wait).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void keep_alive_is_due_at_least_daily_and_well_before_the_idle_limit() {
    assertThat(Schedule.afterSuccess(alive(null), set(3600, null), 0))
        .isEqualTo(Duration.ofDays(1));
    assertThat(Schedule.afterSuccess(alive(Duration.ofHours(24)), set(3600, null), 0))
        .isEqualTo(Duration.ofHours(8));
    assertThat(Schedule.afterSuccess(alive(Duration.ofDays(90)), set(3600, null), 0))
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void backoff_doubles_and_stays_under_its_ceiling() {
    assertThat(Schedule.afterFailure(1, Duration.ZERO, 0.999)).isLessThan(Duration.ofSeconds(7));
    assertThat(Schedule.afterFailure(3, Duration.ZERO, 0.999))
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
    assertThat(Schedule.afterFailure(500, Duration.ZERO, 0.999)).isLessThan(Duration.ofMinutes(31));
  }

  @Test
  void backoff_never_comes_before_retry_after() {
    assertThat(Schedule.afterFailure(1, Duration.ofMinutes(2), 0))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void the_first_retry_is_never_at_once_and_comes_within_six_seconds() {
    assertThat(Schedule.afterFailure(1, Duration.ZERO, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Schedule.afterFailure(1, Duration.ZERO, 0.5)).isEqualTo(Duration.ofMillis(3500));
    assertThat(Schedule.afterFailure(0, Duration.ZERO, 0.5))
        .as("who counts no failure is not punished for it")
        .isEqualTo(Duration.ofMillis(3500));
  }

  @Test
  void many_grants_that_wait_for_the_same_retry_after_do_not_come_back_together() {
    assertThat(Schedule.afterFailure(1, Duration.ofMinutes(2), 0.5))
        .isEqualTo(Duration.ofMinutes(2).plusMillis(2500));
  }

  @Test
  void backoff_ends_at_half_an_hour() {
    assertThat(Schedule.afterFailure(9, Duration.ZERO, 0.5))
        .isEqualTo(Duration.ofSeconds(1).plusSeconds(5 * 256 / 2));
    assertThat(Schedule.afterFailure(10, Duration.ZERO, 0.5))
        .isEqualTo(Duration.ofSeconds(1).plusMinutes(15));
  }

  @Test
  void a_token_of_a_few_seconds_does_not_make_the_timer_spin() {
    assertThat(Schedule.afterSuccess(warm(Duration.ofMinutes(5)), set(2, null), 0))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(Schedule.afterSuccess(warm(Duration.ofMinutes(5)), set(3600, 4), 0))
        .isEqualTo(Duration.ofSeconds(5));
  }

  private static RefreshPolicy warm(Duration margin) {
    return policy(RefreshMode.KEEP_WARM, margin, null);
  }

  private static RefreshPolicy alive(@Nullable Duration idle) {
    return policy(RefreshMode.KEEP_ALIVE, Duration.ZERO, idle);
  }

  private static RefreshPolicy policy(RefreshMode mode, Duration margin, @Nullable Duration idle) {
    return new RefreshPolicy(
        mode,
        margin,
        Duration.ofMinutes(30),
        idle,
        Duration.ZERO,
        ReuseConsequence.NOTHING,
        ProofKind.NONE,
        Duration.ofSeconds(10));
  }

  private static TokenSet set(@Nullable Integer seconds, @Nullable Integer refreshSeconds) {
    return new TokenSet(
        new RefreshToken("r"),
        new AccessToken("a"),
        "Bearer",
        Scope.EMPTY,
        seconds == null ? null : NOW.plusSeconds(seconds),
        refreshSeconds == null ? null : NOW.plusSeconds(refreshSeconds),
        NOW);
  }
}
