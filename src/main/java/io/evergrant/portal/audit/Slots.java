package io.evergrant.portal.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Time, cut into slots of one width, by number. Up to an hour wide they are equally long; wider
 * ones begin when the zone's clocks show whole hours or midnight, so that one in which the clocks
 * were changed is an hour longer or shorter.
 *
 * @param shift of slots that are equally long: the zone's offset at some time, in seconds
 */
record Slots(Duration width, ZoneId zone, long shift) {
  private static final Duration LONGEST_EQUAL = Duration.ofHours(1);

  static Slots of(Duration width, ZoneId zone, Instant near) {
    return new Slots(width, zone, zone.getRules().getOffset(near).getTotalSeconds());
  }

  /** In which that time is. */
  long number(Instant at) {
    return Math.floorDiv(local(at), width.toSeconds());
  }

  /** When it begins; where the clocks skip that time, when they go on. */
  Instant begin(long number) {
    var seconds = number * width.toSeconds();
    return isEqual()
        ? Instant.ofEpochSecond(seconds - shift)
        : LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).atZone(zone).toInstant();
  }

  private long local(Instant at) {
    return isEqual()
        ? at.getEpochSecond() + shift
        : at.atZone(zone).toLocalDateTime().toEpochSecond(ZoneOffset.UTC);
  }

  private boolean isEqual() {
    return width.compareTo(LONGEST_EQUAL) <= 0;
  }
}
