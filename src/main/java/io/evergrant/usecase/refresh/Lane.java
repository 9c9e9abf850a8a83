package io.evergrant.usecase.refresh;

import io.evergrant.domain.outcome.ProviderSign;
import java.time.Duration;

/** The requests of one node to one provider. Not safe for threads: {@link Lanes} guards it. */
final class Lane {
  private static final long FORGOTTEN_NANOS = Duration.ofMinutes(1).toNanos();

  private final Pace pace = new Pace();
  private final int widest;
  private int width;
  private int inFlight;
  private long usedNanos;

  Lane(int width, int widest) {
    this.width = width;
    this.widest = widest;
  }

  /** How many may enter now. */
  int room(long nanos) {
    return Math.min(Math.max(0, width - inFlight), pace.room(nanos));
  }

  /** When there may be room though nobody left. */
  long lookAgainNanos(long nanos) {
    return inFlight >= width ? Long.MAX_VALUE : pace.nanosUntilRoom(nanos);
  }

  void enter(long nanos) {
    inFlight++;
    usedNanos = nanos;
    pace.asked(nanos);
  }

  void leave(ProviderSign sign, long nanos) {
    inFlight--;
    usedNanos = nanos;
    switch (sign) {
      case ANSWERED -> {
        width = Math.min(widest, width + 1);
        pace.answered(nanos);
      }
      case LIMITED -> pace.limited(nanos);
      case AWAY -> width = Math.max(1, width / 2);
      case BROKEN -> width = 1;
      case NOTHING -> {}
    }
  }

  boolean isForgotten(long nanos) {
    return inFlight == 0 && nanos - usedNanos > FORGOTTEN_NANOS;
  }
}
