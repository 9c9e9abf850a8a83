package io.evergrant.domain.observed;

import static io.evergrant.domain.observed.Agreement.AGREES;
import static io.evergrant.domain.observed.Agreement.DIFFERS;
import static io.evergrant.domain.observed.Agreement.ENDANGERS;
import static io.evergrant.domain.observed.Agreement.NOT_DECLARED;
import static io.evergrant.domain.observed.Agreement.NOT_SEEN;
import static io.evergrant.domain.observed.Agreement.TOO_FEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.catalogue.Lives.ExpiresIn;
import io.evergrant.domain.catalogue.Replays.Rotation;
import io.evergrant.domain.provider.ReuseConsequence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {
  private static final Duration HOUR = Duration.ofHours(1);

  static Stream<Arguments> rotations() {
    return Stream.of(
        Arguments.of(Rotation.NEVER, 9, 0, AGREES),
        Arguments.of(Rotation.NEVER, 9, 1, ENDANGERS),
        Arguments.of(Rotation.NEVER, 9, 9, ENDANGERS),
        Arguments.of(Rotation.ALWAYS, 9, 9, AGREES),
        Arguments.of(Rotation.ALWAYS, 9, 8, DIFFERS),
        Arguments.of(Rotation.ALWAYS, 9, 0, DIFFERS),
        Arguments.of(Rotation.SOMETIMES, 9, 4, AGREES),
        Arguments.of(Rotation.SOMETIMES, 1, 0, AGREES),
        Arguments.of(Rotation.NEVER, 1, 0, TOO_FEW),
        Arguments.of(Rotation.NEVER, 2, 0, TOO_FEW),
        Arguments.of(Rotation.NEVER, 3, 0, AGREES),
        Arguments.of(Rotation.NEVER, 1, 1, ENDANGERS),
        Arguments.of(Rotation.ALWAYS, 1, 0, TOO_FEW),
        Arguments.of(Rotation.ALWAYS, 2, 0, TOO_FEW),
        Arguments.of(Rotation.ALWAYS, 3, 0, DIFFERS),
        Arguments.of(Rotation.ALWAYS, 2, 1, DIFFERS),
        Arguments.of(Rotation.ALWAYS, 1, 1, AGREES),
        Arguments.of(Rotation.ALWAYS, 0, 0, NOT_SEEN),
        Arguments.of(null, 9, 9, NOT_DECLARED));
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void P10_rotation_is_what_was_seen_whatever_was_declared(
      @Nullable Rotation declared, long refreshes, long rotations, Agreement expected) {
    var said = new Declared(declared, ReuseConsequence.REVOKES_GRANT, null, null, null, null);
    assertThat(of(Trait.ROTATION, said, refreshes(refreshes, rotations))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "NOTHING, 5, 5, ENDANGERS",
    "NOTHING, 5, 1, ENDANGERS",
    "NOTHING, 5, 0, AGREES",
    "NOTHING, 3, 0, AGREES",
    "NOTHING, 2, 0, TOO_FEW",
    "NOTHING, 1, 0, TOO_FEW",
    "NOTHING, 1, 1, ENDANGERS",
    "REVOKES_GRANT, 5, 5, AGREES",
    "REVOKES_GRANT, 5, 0, AGREES",
    "REVOKES_MORE, 5, 5, AGREES",
    "REVOKES_MORE, 5, 0, DIFFERS",
    "REVOKES_MORE, 3, 0, DIFFERS",
    "REVOKES_MORE, 2, 0, AGREES",
    "NOTHING, 0, 0, NOT_SEEN"
  })
  void P10_a_replay_is_not_thought_harmless_where_tokens_change(
      ReuseConsequence declared, long refreshes, long rotations, Agreement expected) {
    var said = new Declared(null, declared, null, null, null, null);
    assertThat(of(Trait.REUSE, said, refreshes(refreshes, rotations))).isEqualTo(expected);
  }

  static Stream<Arguments> lives() {
    return Stream.of(
        Arguments.of(HOUR, HOUR, AGREES),
        Arguments.of(HOUR, HOUR.minusMinutes(5), AGREES),
        Arguments.of(HOUR, HOUR.plusMinutes(5), AGREES),
        Arguments.of(HOUR, HOUR.minusMinutes(6), AGREES),
        Arguments.of(HOUR, HOUR.minusMinutes(7), ENDANGERS),
        Arguments.of(HOUR, HOUR.plusMinutes(7), DIFFERS),
        Arguments.of(null, HOUR, NOT_DECLARED),
        Arguments.of(HOUR, null, NOT_SEEN),
        Arguments.of(null, null, NOT_SEEN));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void a_refresh_token_that_ends_sooner_than_declared_endangers_its_grant(
      @Nullable Duration declared, @Nullable Duration told, Agreement expected) {
    var said = new Declared(null, ReuseConsequence.REVOKES_GRANT, declared, declared, null, null);
    var seen = new Seen(1, Instant.EPOCH, 1, 1, 1, 0, null, told, told, 0, List.of());
    assertThat(of(Trait.IDLE_LIFE, said, seen)).isEqualTo(expected);
    assertThat(of(Trait.ABSOLUTE_LIFE, said, seen)).isEqualTo(expected);
  }

  @Test
  void an_access_token_of_another_life_endangers_nothing() {
    var said = new Declared(null, ReuseConsequence.REVOKES_GRANT, null, null, HOUR, null);
    assertThat(of(Trait.ACCESS_LIFE, said, access(HOUR.dividedBy(2)))).isEqualTo(DIFFERS);
    assertThat(of(Trait.ACCESS_LIFE, said, access(HOUR.multipliedBy(2)))).isEqualTo(DIFFERS);
    assertThat(of(Trait.ACCESS_LIFE, said, access(HOUR))).isEqualTo(AGREES);
    assertThat(of(Trait.ACCESS_LIFE, said, access(null))).isEqualTo(NOT_SEEN);
    var silent = new Declared(null, ReuseConsequence.REVOKES_GRANT, null, null, null, null);
    assertThat(of(Trait.ACCESS_LIFE, silent, access(HOUR))).isEqualTo(NOT_DECLARED);
  }

  @ParameterizedTest
  @CsvSource({
    "ALWAYS, 5, 0, AGREES, ''",
    "ALWAYS, 4, 1, DIFFERS, assumed",
    "NEVER, 0, 5, AGREES, ''",
    "NEVER, 1, 4, DIFFERS, told",
    "SOMETIMES, 1, 4, AGREES, ''",
    "ON_REQUEST, 0, 5, AGREES, assumed",
    ", 5, 0, NOT_DECLARED, ''",
    ", 0, 5, NOT_DECLARED, assumed",
    "ALWAYS, 0, 0, NOT_SEEN, ''"
  })
  void an_end_that_is_not_told_is_assumed_and_said_so(
      @Nullable ExpiresIn declared, int ends, int noEnds, Agreement expected, String mend) {
    var said = new Declared(null, ReuseConsequence.REVOKES_GRANT, null, null, null, declared);
    var seen =
        new Seen(ends + noEnds, Instant.EPOCH, 1, 1, ends, noEnds, null, null, null, 0, List.of());
    var found = one(Trait.EXPIRES_IN, said, seen);
    assertThat(found.agreement()).isEqualTo(expected);
    assertThat(found.mend()).isEqualTo(mend);
  }

  @Test
  void fewer_scopes_are_told() {
    var said = new Declared(null, ReuseConsequence.REVOKES_GRANT, null, null, null, null);
    var seen = new Seen(2, Instant.EPOCH, 1, 1, 2, 0, null, null, null, 1, List.of("mail"));
    assertThat(of(Trait.SCOPES, said, seen)).isEqualTo(DIFFERS);
    assertThat(of(Trait.SCOPES, said, refreshes(1, 1))).isEqualTo(AGREES);
  }

  @Test
  void what_endangers_grants_comes_first_and_every_trait_is_there() {
    var said =
        new Declared(Rotation.ALWAYS, ReuseConsequence.NOTHING, null, HOUR, HOUR, ExpiresIn.ALWAYS);
    var seen = new Seen(5, Instant.EPOCH, 9, 8, 5, 0, HOUR, null, HOUR.dividedBy(2), 0, List.of());
    var all = Comparison.of(said, seen);
    assertThat(all).extracting(Comparison::trait).containsExactlyInAnyOrder(Trait.values());
    assertThat(all)
        .extracting(Comparison::trait)
        .startsWith(Trait.REUSE, Trait.ABSOLUTE_LIFE, Trait.ROTATION);
  }

  @ParameterizedTest
  @CsvSource({"ROTATION, rotation", "EXPIRES_IN, expires_in", "ABSOLUTE_LIFE, absolute_life"})
  void a_trait_is_told_by_its_code(Trait trait, String code) {
    assertThat(trait.code()).isEqualTo(code);
  }

  private static Agreement of(Trait trait, Declared declared, Seen seen) {
    return one(trait, declared, seen).agreement();
  }

  private static Comparison one(Trait trait, Declared declared, Seen seen) {
    return Comparison.of(declared, seen).stream()
        .filter(comparison -> comparison.trait() == trait)
        .findFirst()
        .orElseThrow();
  }

  private static Seen refreshes(long refreshes, long rotations) {
    return new Seen(1, Instant.EPOCH, refreshes, rotations, 1, 0, null, null, null, 0, List.of());
  }

  private static Seen access(@Nullable Duration life) {
    return new Seen(1, Instant.EPOCH, 1, 1, 1, 0, life, null, null, 0, List.of());
  }
}
