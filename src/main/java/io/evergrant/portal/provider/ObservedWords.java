package io.evergrant.portal.provider;

import io.evergrant.domain.observed.Declared;
import io.evergrant.domain.observed.Seen;
import io.evergrant.domain.observed.Trait;
import io.evergrant.domain.provider.Provider;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.provider.Span;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Traits of providers in the words of a page. */
@Dependent
public class ObservedWords {
  private final Sentences text;

  @Inject
  public ObservedWords(Sentences text) {
    this.text = text;
  }

  /** Empty where nobody said anything. */
  String declared(Trait trait, Provider provider, Declared declared) {
    return switch (trait) {
      case ROTATION -> value("catalogue.value.rotation.", declared.rotation());
      case REUSE -> value("choice.reuse.", declared.reuse());
      case IDLE_LIFE -> exactly(declared.idleLife());
      case ABSOLUTE_LIFE -> exactly(declared.absoluteLife());
      case ACCESS_LIFE -> exactly(declared.accessLife());
      case EXPIRES_IN -> value("catalogue.value.expires_in.", declared.expiresIn());
      case SCOPES ->
          provider.scope().tokens().isEmpty() ? text.of("none") : provider.scope().toString();
    };
  }

  String seen(Trait trait, Seen seen) {
    return switch (trait) {
      case ROTATION, REUSE -> rotation(seen);
      case IDLE_LIFE -> life(seen.idleLife());
      case ABSOLUTE_LIFE -> life(seen.absoluteLife());
      case ACCESS_LIFE -> life(seen.accessLife());
      case EXPIRES_IN -> ends(seen);
      case SCOPES ->
          seen.narrowed() == 0
              ? text.of("observed.seen.all_scopes")
              : text.with(
                  "observed.seen.missing",
                  (long) seen.narrowed(),
                  String.join(" ", seen.missing()));
    };
  }

  private String rotation(Seen seen) {
    if (seen.rotations() == 0) {
      return text.with("observed.seen.never", seen.refreshes());
    }
    return text.with(
        seen.rotations() == seen.refreshes() ? "observed.seen.always" : "observed.seen.sometimes",
        seen.rotations(),
        seen.refreshes());
  }

  private String ends(Seen seen) {
    var all = (long) seen.ends() + seen.noEnds();
    if (seen.ends() == 0) {
      return text.with("observed.seen.ends.none", all);
    }
    return seen.noEnds() == 0
        ? text.with("observed.seen.ends.all", all)
        : text.with("observed.seen.ends.some", (long) seen.ends(), all);
  }

  private String value(String keys, @Nullable Enum<?> word) {
    return word == null ? "" : text.of(keys + word.name().toLowerCase(Locale.ROOT));
  }

  private static String exactly(@Nullable Duration span) {
    return span == null ? "" : Span.write(span);
  }

  /** About: to whole minutes, hours or days, whichever is not too coarse. */
  private String life(@Nullable Duration span) {
    if (span == null) {
      return "";
    }
    var seconds = Math.round(span.toMillis() / 1_000.0);
    if (seconds < 120) {
      return text.of("observed.span.seconds", seconds);
    }
    if (seconds < 90 * 60) {
      return text.of("observed.span.minutes", Math.round(seconds / 60.0));
    }
    return seconds < 72 * 3_600
        ? text.of("observed.span.hours", Math.round(seconds / 3_600.0))
        : text.of("observed.span.days", Math.round(seconds / 86_400.0));
  }
}
