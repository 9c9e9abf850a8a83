package io.evergrant.usecase.port;

/** A monotonic clock: nanoseconds from an arbitrary origin, for deadlines and elapsed time. */
@FunctionalInterface
public interface Ticker {
  long nanos();
}
