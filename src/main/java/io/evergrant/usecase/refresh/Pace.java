package io.evergrant.usecase.refresh;

import java.time.Duration;

/**
 * How fast one node asks one provider. As fast as it can, until the provider answers 429 (RFC 6585,
 * section 4): what it served in the second before is then about what it allows, which hardly any
 * provider says in numbers. From there on the node asks a little slower than that, and dares a
 * little more with each second that passes without another 429.
 *
 * <p>Not safe for threads: a lane's lock guards it.
 */
final class Pace {
  private static final double SECOND = 1e9;

  /** What is left of a rate that was too much. */
  private static final double CUT = 0.95;

  /** What a second that bore a rate adds to it, near the limit that was met last. */
  private static final double CAREFUL_GROWTH = 0.002;

  /** Beyond that limit by a tenth: it seems to be lifted. */
  private static final double BOLD_GROWTH = 0.02;

  private static final double BEYOND = 1.1;

  private static final double SLOWEST = 0.2;

  /** Where nothing was served before the first refusal nothing is known of the limit. */
  private static final double UNKNOWN = 1;

  /** As much may be caught up at once: seconds. */
  private static final double SAVED = 0.05;

  /** Requests of one burst are refused together; that is one refusal. */
  private static final long BURST_NANOS = Duration.ofSeconds(1).toNanos();

  private double perSecond = Double.POSITIVE_INFINITY;

  /** What the provider served when it refused last. */
  private double met;

  private double saved;
  private long savedNanos;
  private long limitedNanos;

  private double served;
  private double servedBefore;
  private long windowNanos;

  void answered(long nanos) {
    turn(nanos);
    served++;
  }

  void limited(long nanos) {
    turn(nanos);
    if (isLearnt() && nanos - limitedNanos < BURST_NANOS) {
      return;
    }
    var lately = lastSecond(nanos);
    met = isLearnt() ? Math.min(perSecond, lately) : Math.max(UNKNOWN, lately);
    perSecond = Math.max(SLOWEST, CUT * met);
    limitedNanos = nanos;
    saved = 0;
    savedNanos = nanos;
  }

  void asked(long nanos) {
    if (isLearnt()) {
      save(nanos);
      saved--;
    }
  }

  /** How many requests may go out now. */
  int room(long nanos) {
    if (!isLearnt()) {
      return Integer.MAX_VALUE;
    }
    save(nanos);
    return (int) Math.max(0, Math.floor(saved));
  }

  /** How long until the next one may. */
  long nanosUntilRoom(long nanos) {
    if (room(nanos) > 0) {
      return 0;
    }
    return (long) Math.ceil((1 - saved) / perSecond * SECOND);
  }

  private boolean isLearnt() {
    return perSecond < Double.POSITIVE_INFINITY;
  }

  private void save(long nanos) {
    var seconds = (nanos - savedNanos) / SECOND;
    savedNanos = nanos;
    perSecond *= 1 + seconds * (perSecond > BEYOND * met ? BOLD_GROWTH : CAREFUL_GROWTH);
    saved = Math.min(Math.max(1, perSecond * SAVED), saved + perSecond * seconds);
  }

  private void turn(long nanos) {
    var passed = nanos - windowNanos;
    if (passed >= 2 * SECOND) {
      servedBefore = 0;
      served = 0;
      windowNanos = nanos;
    } else if (passed >= SECOND) {
      servedBefore = served;
      served = 0;
      windowNanos += (long) SECOND;
    }
  }

  /** The window that ended counts as much as it reaches into the second that ends now. */
  private double lastSecond(long nanos) {
    return served + servedBefore * (1 - (nanos - windowNanos) / SECOND);
  }
}
