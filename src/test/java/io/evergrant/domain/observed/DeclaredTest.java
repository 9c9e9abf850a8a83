package io.evergrant.domain.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.catalogue.KnownEntry;
import io.evergrant.domain.catalogue.Lives.ExpiresIn;
import io.evergrant.domain.catalogue.Replays.Rotation;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.SomePolicy;
import io.evergrant.domain.provider.SomeProvider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose word counts of what a provider does. */
class DeclaredTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(365);

  @Test
  void of_a_provider_that_is_in_no_catalogue_its_registration_tells_all() {
    assertThat(Declared.of(registered(MONTH, YEAR), null))
        .isEqualTo(new Declared(null, ReuseConsequence.REVOKES_MORE, MONTH, YEAR, null, null));
  }

  @Test
  void what_a_registration_does_not_say_the_catalogue_does() {
    var entry =
        new KnownEntry()
            .rotation(Rotation.ALWAYS)
            .lives(HOUR, MONTH, YEAR)
            .expiresIn(ExpiresIn.ALWAYS)
            .entry();
    assertThat(Declared.of(registered(null, null), entry))
        .isEqualTo(
            new Declared(
                Rotation.ALWAYS,
                ReuseConsequence.REVOKES_MORE,
                MONTH,
                YEAR,
                HOUR,
                ExpiresIn.ALWAYS));
  }

  @Test
  void what_a_registration_says_goes_before_the_catalogue() {
    var declared =
        Declared.of(registered(HOUR, MONTH), new KnownEntry().lives(HOUR, YEAR, YEAR).entry());
    assertThat(declared.idleLife()).isEqualTo(HOUR);
    assertThat(declared.absoluteLife()).isEqualTo(MONTH);
  }

  @Test
  void what_neither_says_nobody_says() {
    assertThat(Declared.of(registered(null, null), new KnownEntry().entry()))
        .isEqualTo(new Declared(null, ReuseConsequence.REVOKES_MORE, null, null, null, null));
  }

  private static Provider registered(@Nullable Duration idle, @Nullable Duration absolute) {
    return new SomeProvider()
        .policy(
            new SomePolicy()
                .idleLimit(idle)
                .absoluteLimit(absolute)
                .reuse(ReuseConsequence.REVOKES_MORE)
                .policy())
        .provider();
  }
}
