package io.evergrant.adapter.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptForTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void P15_an_entry_ends_five_minutes_before_its_token() {
    assertThat(KeptFor.wanted(living(DAY), Duration.ZERO)).isEqualTo(DAY.minusMinutes(5));
    assertThat(KeptFor.wanted(living(Duration.ofMinutes(50)), Duration.ZERO))
        .isEqualTo(Duration.ofMinutes(45));
  }

  @Test
  void P15_of_a_short_life_it_ends_a_tenth_earlier() {
    assertThat(KeptFor.wanted(living(Duration.ofMinutes(10)), Duration.ZERO))
        .isEqualTo(Duration.ofMinutes(9));
  }

  @Test
  void P15_without_a_reported_end_there_is_none_and_one_that_was_set_is_taken_away() {
    assertThat(KeptFor.wanted(living(null), Duration.ZERO)).isZero();
    assertThat(KeptFor.wanted(living(null), DAY)).isZero();
  }

  @Test
  void P15_a_setting_stands_while_the_reported_life_does() {
    var kept = DAY.minusMinutes(5);
    assertThat(KeptFor.wanted(living(DAY), kept)).isEqualTo(kept);
    assertThat(KeptFor.wanted(living(DAY.minusMinutes(4)), kept)).isEqualTo(kept);
  }

  @Test
  void P15_a_life_that_shrinks_is_not_outlived() {
    var kept = DAY.minusMinutes(5);
    assertThat(KeptFor.wanted(living(DAY.minusMinutes(6)), kept)).isEqualTo(DAY.minusMinutes(11));
  }

  @Test
  void P15_a_much_longer_life_is_not_ended_early() {
    assertThat(KeptFor.wanted(living(DAY.multipliedBy(30)), DAY))
        .isEqualTo(DAY.multipliedBy(30).minusMinutes(5));
  }

  private static TokenSet living(@Nullable Duration life) {
    return new TokenSet(
        new RefreshToken("r"),
        null,
        null,
        Scope.EMPTY,
        null,
        life == null ? null : NOW.plus(life),
        NOW);
  }
}
