package io.evergrant.domain.observed;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What grants show of their provider together.
 *
 * @param grants that were looked at
 * @param since the first of their consents; null where there is no grant
 * @param ends of access tokens that were told, {@code noEnds} those that were not
 * @param accessLife the middle one of those told; null where none was, as are the other two
 * @param narrowed grants with fewer scopes than were asked for, {@code missing} these scopes
 */
public record Seen(
    int grants,
    @Nullable Instant since,
    long refreshes,
    long rotations,
    int ends,
    int noEnds,
    @Nullable Duration accessLife,
    @Nullable Duration idleLife,
    @Nullable Duration absoluteLife,
    int narrowed,
    List<String> missing) {
  private static final int SCOPES = 10;
  private static final long HABIT = 3;

  public Seen {
    missing = List.copyOf(missing);
  }

  public static Seen of(List<Sighting> sightings) {
    var ends = (int) sightings.stream().filter(sighting -> sighting.expiresAt() != null).count();
    var narrowed =
        sightings.stream().map(Seen::missing).filter(missing -> !missing.isEmpty()).toList();
    return new Seen(
        sightings.size(),
        sightings.stream().map(Sighting::consentedAt).min(Comparator.naturalOrder()).orElse(null),
        sightings.stream().mapToLong(Sighting::refreshes).sum(),
        sightings.stream().mapToLong(Sighting::rotations).sum(),
        ends,
        sightings.size() - ends,
        middle(sightings, Sighting::accessLife),
        middle(sightings, Sighting::idleLife),
        middle(sightings, Sighting::absoluteLife),
        narrowed.size(),
        narrowed.stream().flatMap(List::stream).distinct().limit(SCOPES).toList());
  }

  /** Whether so few refreshes, over all grants, prove no habit of keeping the refresh token. */
  public boolean isFew() {
    return refreshes < HABIT;
  }

  private static List<String> missing(Sighting sighting) {
    return sighting.granted().missing(sighting.asked());
  }

  /** One that stands out, because something came late, does not count. */
  private static @Nullable Duration middle(
      List<Sighting> sightings, Function<Sighting, @Nullable Duration> life) {
    var all = sightings.stream().map(life).filter(Objects::nonNull).sorted().toList();
    return all.isEmpty() ? null : all.get(all.size() / 2);
  }
}
