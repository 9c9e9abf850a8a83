package io.evergrant.domain.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenTest {
  private static final Instant CONSENT = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant REFRESH = Instant.parse("2026-11-20T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void nothing_shows_nothing() {
    var seen = Seen.of(List.of());
    assertThat(seen.grants()).isZero();
    assertThat(seen.since()).isNull();
    assertThat(seen.accessLife()).isNull();
  }

  @Test
  void grants_are_taken_together() {
    var seen =
        Seen.of(
            List.of(
                sighting(3, 3, HOUR, null, null),
                sighting(4, 0, null, null, null),
                sighting(0, 0, HOUR, null, null)));
    assertThat(seen.refreshes()).isEqualTo(7);
    assertThat(seen.rotations()).isEqualTo(3);
    assertThat(seen.since()).isEqualTo(CONSENT);
    assertThat(seen.ends()).isEqualTo(2);
    assertThat(seen.noEnds()).isEqualTo(1);
    assertThat(seen.narrowed()).isZero();
  }

  @Test
  void one_life_that_stands_out_does_not_count() {
    var seen =
        Seen.of(
            List.of(
                sighting(1, 1, Duration.ofSeconds(3), null, null),
                sighting(1, 1, HOUR, null, null),
                sighting(1, 1, HOUR, null, null)));
    assertThat(seen.accessLife()).isEqualTo(HOUR);
  }

  @Test
  void an_end_that_moves_is_an_idle_one_and_one_that_stays_is_the_consents() {
    var moves = Seen.of(List.of(sighting(1, 1, HOUR, REFRESH.plus(MONTH), true)));
    assertThat(moves.idleLife()).isEqualTo(MONTH);
    assertThat(moves.absoluteLife()).isNull();
    var stays = Seen.of(List.of(sighting(1, 1, HOUR, CONSENT.plus(MONTH), false)));
    assertThat(stays.idleLife()).isNull();
    assertThat(stays.absoluteLife()).isEqualTo(MONTH);
  }

  @Test
  void scopes_that_are_missing_are_named_once() {
    var less =
        new Sighting(
            1,
            1,
            CONSENT,
            REFRESH,
            null,
            null,
            null,
            Scope.parse("openid mail"),
            Scope.parse("openid"));
    var seen = Seen.of(List.of(less, less, sighting(1, 1, HOUR, null, null)));
    assertThat(seen.narrowed()).isEqualTo(2);
    assertThat(seen.missing()).containsExactly("mail");
  }

  private static Sighting sighting(
      long refreshes,
      long rotations,
      @Nullable Duration access,
      @Nullable Instant refreshEnd,
      @Nullable Boolean slides) {
    return new Sighting(
        refreshes,
        rotations,
        CONSENT,
        REFRESH,
        access == null ? null : REFRESH.plus(access),
        refreshEnd,
        slides,
        Scope.parse("openid"),
        Scope.parse("openid"));
  }
}
