package io.evergrant.usecase.port;

/** Where jitter comes from. */
@FunctionalInterface
public interface Chance {
  /** From 0 (inclusive) to 1 (exclusive). */
  double next();
}
