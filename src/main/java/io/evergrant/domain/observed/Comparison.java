package io.evergrant.domain.observed;

import static io.evergrant.domain.observed.Agreement.AGREES;
import static io.evergrant.domain.observed.Agreement.DIFFERS;
import static io.evergrant.domain.observed.Agreement.ENDANGERS;
import static io.evergrant.domain.observed.Agreement.NOT_DECLARED;
import static io.evergrant.domain.observed.Agreement.NOT_SEEN;
import static io.evergrant.domain.observed.Agreement.TOO_FEW;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trait, as it was declared and as it was seen.
 *
 * @param mend code of what there is to do; empty where nothing is
 */
public record Comparison(Trait trait, Agreement agreement, String mend) {
  /** In which two lives are the same: an answer is stored a moment after it was given. */
  private static final double TOLERANCE = 0.1;

  /** What endangers grants first. */
  public static List<Comparison> of(Declared declared, Seen seen) {
    return List.of(
            rotation(declared, seen),
            reuse(declared, seen),
            idle(declared, seen),
            absolute(declared, seen),
            access(declared, seen),
            expiresIn(declared, seen),
            scopes(seen))
        .stream()
        .sorted(Comparator.comparing(Comparison::agreement).thenComparing(Comparison::trait))
        .toList();
  }

  private static Comparison rotation(Declared declared, Seen seen) {
    var said = declared.rotation();
    if (seen.refreshes() == 0) {
      return new Comparison(Trait.ROTATION, NOT_SEEN, "");
    }
    if (said == null) {
      return new Comparison(Trait.ROTATION, NOT_DECLARED, "");
    }
    return switch (said) {
      case SOMETIMES -> new Comparison(Trait.ROTATION, AGREES, "");
      case NEVER ->
          seen.rotations() == 0
              ? new Comparison(Trait.ROTATION, seen.isFew() ? TOO_FEW : AGREES, "")
              : new Comparison(Trait.ROTATION, ENDANGERS, "rotates");
      case ALWAYS -> always(seen);
    };
  }

  private static Comparison always(Seen seen) {
    if (seen.rotations() == seen.refreshes()) {
      return new Comparison(Trait.ROTATION, AGREES, "");
    }
    return seen.rotations() == 0 && seen.isFew()
        ? new Comparison(Trait.ROTATION, TOO_FEW, "")
        : new Comparison(Trait.ROTATION, DIFFERS, "keeps");
  }

  /** A token that was spent by a rotation must not be thought harmless. */
  private static Comparison reuse(Declared declared, Seen seen) {
    if (seen.refreshes() == 0) {
      return new Comparison(Trait.REUSE, NOT_SEEN, "");
    }
    var rotates = seen.rotations() > 0;
    return switch (declared.reuse()) {
      case NOTHING ->
          rotates
              ? new Comparison(Trait.REUSE, ENDANGERS, "careful")
              : new Comparison(Trait.REUSE, seen.isFew() ? TOO_FEW : AGREES, "");
      case REVOKES_GRANT -> new Comparison(Trait.REUSE, AGREES, "");
      case REVOKES_MORE ->
          rotates || seen.isFew()
              ? new Comparison(Trait.REUSE, AGREES, "")
              : new Comparison(Trait.REUSE, DIFFERS, "careless");
    };
  }

  private static Comparison idle(Declared declared, Seen seen) {
    return life(Trait.IDLE_LIFE, declared.idleLife(), seen.idleLife());
  }

  private static Comparison absolute(Declared declared, Seen seen) {
    return life(Trait.ABSOLUTE_LIFE, declared.absoluteLife(), seen.absoluteLife());
  }

  private static Comparison life(Trait trait, @Nullable Duration said, @Nullable Duration told) {
    if (told == null) {
      return new Comparison(trait, NOT_SEEN, "");
    }
    if (said == null) {
      return new Comparison(trait, NOT_DECLARED, "enter");
    }
    if (isShorter(told, said)) {
      return new Comparison(trait, ENDANGERS, "shorter");
    }
    return isShorter(said, told)
        ? new Comparison(trait, DIFFERS, "longer")
        : new Comparison(trait, AGREES, "");
  }

  private static Comparison access(Declared declared, Seen seen) {
    var said = declared.accessLife();
    var told = seen.accessLife();
    if (told == null) {
      return new Comparison(Trait.ACCESS_LIFE, NOT_SEEN, "");
    }
    if (said == null) {
      return new Comparison(Trait.ACCESS_LIFE, NOT_DECLARED, "");
    }
    return isShorter(told, said) || isShorter(said, told)
        ? new Comparison(Trait.ACCESS_LIFE, DIFFERS, "other")
        : new Comparison(Trait.ACCESS_LIFE, AGREES, "");
  }

  private static Comparison expiresIn(Declared declared, Seen seen) {
    var said = declared.expiresIn();
    if (seen.grants() == 0) {
      return new Comparison(Trait.EXPIRES_IN, NOT_SEEN, "");
    }
    if (said == null) {
      // RFC 6749 section 5.1 recommends it
      return new Comparison(Trait.EXPIRES_IN, NOT_DECLARED, seen.ends() == 0 ? "assumed" : "");
    }
    return switch (said) {
      case ALWAYS ->
          new Comparison(
              Trait.EXPIRES_IN,
              seen.noEnds() == 0 ? AGREES : DIFFERS,
              seen.noEnds() == 0 ? "" : "assumed");
      case NEVER ->
          new Comparison(
              Trait.EXPIRES_IN,
              seen.ends() == 0 ? AGREES : DIFFERS,
              seen.ends() == 0 ? "" : "told");
      case SOMETIMES, ON_REQUEST ->
          new Comparison(Trait.EXPIRES_IN, AGREES, seen.ends() == 0 ? "assumed" : "");
    };
  }

  private static Comparison scopes(Seen seen) {
    if (seen.grants() == 0) {
      return new Comparison(Trait.SCOPES, NOT_SEEN, "");
    }
    return seen.narrowed() == 0
        ? new Comparison(Trait.SCOPES, AGREES, "")
        : new Comparison(Trait.SCOPES, DIFFERS, "narrowed");
  }

  private static boolean isShorter(Duration a, Duration b) {
    return a.toMillis() < b.toMillis() * (1 - TOLERANCE);
  }
}
